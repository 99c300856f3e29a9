// A reception desk with wooden slats under three lamps.
#include "common.inc"
#declare R = seed(5);
Photo(<-2.1,1.45,-3.9>, <0.25,1.16,0.4>, 58)

// The hall.
plane {
  y, 0
  texture {
    pigment { crackle form <1,0,0> scale 0.035 turbulence 0.3 color_map { [0 rgb <0.42,0.41,0.38>] [0.4 rgb <0.56,0.54,0.50>] [0.8 rgb <0.50,0.48,0.45>] [1 rgb <0.30,0.27,0.24>] } }
    finish { diffuse 0.65 specular 0.2 roughness 0.01 reflection { 0.03 0.4 fresnel } conserve_energy }
  }
  interior { ior 1.45 }
}
box { <-5,0,2.6> <6,3.4,2.8> texture { Plaster pigment { rgb <0.11,0.25,0.27> } } }
box { <-5,3.3,-7> <6,3.4,2.8> texture { Plaster } }
box { <5.2,0,-7> <5.4,3.4,2.8> texture { Plaster } }
box { <-5,0,-7.2> <6,3.4,-7> texture { Plaster } }
difference {
  box { <-4.8,0,-7> <-4.6,3.4,2.8> }
  box { <-5,0.1,-5.5> <-4,3.0,-2.9> }
  box { <-5,0.1,-2.7> <-4,3.0,-0.1> }
  box { <-5,0.1,0.1> <-4,3.0,2.3> }
  texture { White_Paint }
}
plane { x, -12 Glow(<0.80,0.90,1.0>, 1.7) }
Lamp(<-9.5,4.2,-2.2>, y*2.6, z*4, <1.0,0.95,0.86>*1.9)

// A wooden wall behind the desk, made of slats.
#declare I = 0;
#while (I < 62)
  box { <0.12,0,2.52> <3.2,0.035,2.6> Oak(I*0.71) rotate z*90 translate x*(-0.9+I*0.07) }
  #declare I = I + 1;
#end
// The desk: a high part and a part at sitting height.
#declare I = 0;
#while (I < 54)
  box { <0.06,0,0.18> <(I < 34 ? 1.08 : 0.74),0.042,0.22> Oak(I*0.37+3) rotate z*90 translate x*(-1.35+I*0.061) }
  #declare I = I + 1;
#end
box { <-1.35,0.06,0.22> <0.72,1.08,0.9> Matt(<0.06,0.06,0.06>) }
box { <0.72,0.06,0.22> <1.95,0.74,0.9> Matt(<0.06,0.06,0.06>) }
object { Round_Box_Union(<-1.42,1.08,0.10>, <0.74,1.125,0.72>, 0.008) texture { Porcelain } interior { ior 1.5 } }
object { Round_Box_Union(<0.70,0.74,0.06>, <2.02,0.785,0.95>, 0.008) texture { Porcelain } interior { ior 1.5 } }
box { <-1.33,0,0.24> <1.92,0.06,0.8> texture { Black_Plastic } }
// What lies on it.
object { Plant(0.17,18,12,<0.80,0.79,0.76>) translate <-1.08,1.125,0.42> }
object { Laptop(12, 0.7) rotate y*160 translate <1.42,0.785,0.60> }
union { Cup(<0.86,0.85,0.82>) rotate y*220 translate <0.98,0.785,0.36> }
#declare I = 0;
#while (I < 7)
  box { <0,0,0> <0.105,0.0012,0.21> rotate y*(rand(R)*8-4) translate <-0.30,1.1255+I*0.0013,0.30> texture { pigment { rgb Mix(<0.80,0.55,0.20>,<0.85,0.85,0.82>,mod(I,2)) } } }
  #declare I = I + 1;
#end
union {
  torus { 0.038 0.004 translate y*0.004 }
  sphere { 0 0.036 scale <1,0.8,1> translate y*0.008 }
  cylinder { <0,0.03,0> <0,0.046,0> 0.005 }
  texture { Steel } translate <0.36,1.125,0.36>
}
// Lamps.
#declare I = 0;
#while (I < 3)
  union {
    cylinder { <0,2.15,0> <0,3.3,0> 0.004 texture { Black_Plastic } }
    difference {
      sphere { <0,2.02,0> 0.17 } sphere { <0,2.02,0> 0.163 } box { <-1,1,-1> <1,2.0,1> }
      texture { pigment { rgb <0.62,0.33,0.09> } finish { specular 0.3 roughness 0.02 } }
    }
    sphere { <0,2.04,0> 0.055 Glow(<1,0.86,0.62>, 1.9) }
    translate <-0.95+I*0.85,0,0.45>
  }
  light_source { <-0.95+I*0.85,1.96,0.45> rgb <1,0.78,0.50>*0.20*Lit fade_distance 1 fade_power 2 spotlight point_at <-0.95+I*0.85,0,0.45> radius 50 falloff 75 }
  #declare I = I + 1;
#end
// A bench and plants.
object { Round_Box_Union(<-0.9,0.40,-0.22>, <0.9,0.46,0.22>, 0.02) Cloth(<0.55,0.27,0.09>) rotate y*58 translate <3.2,0,-0.6> }
box { <-0.8,0,-0.15> <0.8,0.4,0.15> Oak(8) rotate y*58 translate <3.2,0,-0.6> }
object { Plant(0.55,34,31,<0.34,0.33,0.31>) translate <2.75,0,1.75> }
object { Plant(0.62,36,14,<0.34,0.33,0.31>) translate <-2.6,0,1.7> }
