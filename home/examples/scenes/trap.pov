// A staircase of concrete and oak in daylight from above.
#include "common.inc"
Upright_Photo(<-1.5,1.62,-4.4>, 14, 60, 0.02)

#declare Steps = 12;
#declare Rise = 0.165;
#declare Going = 0.285;
#declare Wide = 1.5;
plane { y, 0 texture { Concrete pigment { granite scale 2 color_map { [0 rgb <0.36,0.36,0.35>] [1 rgb <0.50,0.49,0.47>] } } finish { specular 0.15 roughness 0.02 reflection { 0.01 0.25 fresnel } conserve_energy } } interior { ior 1.4 } }
// The walls of the stairwell.
box { <-3.2,0,6.4> <4,7,6.6> texture { Plaster } }
box { <1.75,0,-5> <1.95,7,6.6> texture { Plaster pigment { rgb <0.83,0.82,0.79> } } }
box { <-3.4,0,-5> <-3.2,7,6.6> texture { Plaster } }
box { <-3.4,0,-5.2> <4,7,-5> texture { Plaster } }
// The roof, with an opening for the sky.
difference {
  box { <-3.4,6.6,-5.2> <4,6.9,6.6> }
  #declare I = 0;
  #while (I < 5) box { <-2.4,6,-0.6+I*1.25> <1.5,7,0.5+I*1.25> } #declare I = I + 1; #end
  texture { White_Paint }
}
sky_sphere { pigment { rgb <0.62,0.77,1.0>*2.6 } }
light_source {
  <-52,120,-8> rgb <1.0,0.90,0.74>*2.1*Lit
  area_light x*2.4, z*2.4, 3, 3 adaptive 1 jitter
}
// Steps, a landing and the flight above.
#declare I = 0;
#while (I < Steps)
  box { <0.22,I*Rise,0.6+I*Going> <0.22+Wide,(I+1)*Rise-0.035,0.6+(I+1)*Going+0.02> texture { Concrete translate I*<0.7,0.3,0.2> } }
  object { Round_Box_Union(<0.24,(I+1)*Rise-0.035,0.575+I*Going>, <0.22+Wide,(I+1)*Rise,0.6+(I+1)*Going+0.01>, 0.006) Oak(I*0.83) }
  #declare I = I + 1;
#end
#declare Top = Steps*Rise;
#declare Z_Top = 0.6+Steps*Going;
box { <-3.2,Top-0.28,Z_Top> <1.75,Top-0.03,6.4> texture { Concrete } }
object { Round_Box_Union(<-3.2,Top-0.03,Z_Top-0.02>, <1.75,Top,6.4>, 0.006) Oak(5) }
// Glass beside the steps, with an oak handrail.
#declare Slope = degrees(atan2(Rise, Going));
#declare Long = sqrt(pow(Steps*Rise,2)+pow(Steps*Going,2));
union {
  intersection {
    box { <0.19,0,0.45> <0.205,4,Z_Top> }
    plane { -y, 0 rotate x*-Slope translate <0,0.1,0.5> }
    plane { y, 0 rotate x*-Slope translate <0,1.03,0.5> }
    material { Pane }
  }
  object {
    Round_Box_Union(<-0.06,-0.022,0>, <Long,0.022,0.052>, 0.015)
    Oak(9) rotate y*-90 rotate x*-Slope translate <0.224,1.06,0.5>
  }
}
// Glass and a rail along the landing.
box { <-3.2,Top+0.02,Z_Top-0.012> <0.19,Top+0.94,Z_Top> material { Pane } }
object { Round_Box_Union(<-3.2,Top+0.93,Z_Top-0.03>, <0.22,Top+0.975,Z_Top+0.02>, 0.015) Oak(10) }
// A rail on the wall, a door and a plant.
cylinder { <1.68,0.95,0.6> <1.68,0.95+Steps*Rise,Z_Top> 0.02 Oak(11) }
object { Plant(0.5,30,8,<0.36,0.35,0.33>) translate <-1.35,0,2.6> }
box { <0,-1,6.34> <2.15,0,6.41> Oak(14) rotate z*90 translate <-2.5,Top,0> }
box { <-1.62,Top+1.0,6.30> <-1.58,Top+1.15,6.35> texture { Steel } }
box { <-2.4,0,6.36> <-1.4,1.66,6.41> Matt(<0.09,0.22,0.24>) }
