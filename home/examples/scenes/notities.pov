// A wall with coloured notes, seen along the wall, in light from a window.
#include "common.inc"
#declare R = seed(21);
Photo(<-0.52,1.53,-0.80>, <0.10,1.46,0>, 58)

plane { -z, 0 texture { Plaster pigment { rgb <0.82,0.81,0.79> } normal { granite 0.035 scale 0.05 } } }
plane { y, 0 Carpet(<0.2,0.2,0.2>) }
plane { z, -4 texture { Plaster } }
plane { -x, -5 texture { Plaster } }
plane { -y, -2.9 texture { Plaster } }
plane { x, -7 Glow(<0.80,0.90,1.0>, 0.9) }
Lamp(<-3.2,2.4,-2.2>, y*1.2, z*1.4, <1.0,0.94,0.84>*1.25)

#declare Inks = array[2] { <0.03,0.04,0.10>, <0.02,0.02,0.02> }
// A note that hangs by its upper edge; its lower edge comes off the wall by Curl.
#macro Note(Colour, Side, Curl, Lines)
  union {
    #local W = Side/2;
    bicubic_patch {
      type 1 flatness 0.005 u_steps 4 v_steps 4
      <-W,0,0> <-W/3,0,0> <W/3,0,0> <W,0,0>
      <-W,-Side/3,0> <-W/3,-Side/3,0> <W/3,-Side/3,0> <W,-Side/3,0>
      <-W,-Side*2/3,-Curl/3> <-W/3,-Side*2/3,-Curl/3> <W/3,-Side*2/3,-Curl/3> <W,-Side*2/3,-Curl/3>
      <-W,-Side,-Curl> <-W/3,-Side*1.004,-Curl*0.9> <W/3,-Side,-Curl*1.05> <W,-Side*0.995,-Curl*1.25>
      texture { pigment { rgb Colour } finish { diffuse 0.72, 0.18 } normal { granite 0.02 scale 0.01 } }
    }
    #local Ink = Inks[floor(rand(R)*1.99)];
    #local N = 0;
    #while (N < Lines)
      #local T = 0.2 + 0.2*N + 0.02*rand(R);
      #local X = -W*0.78;
      #local End = X + W*(0.75+0.8*rand(R));
      #local Up = 0;
      #while (X < End)
        #local X2 = X + 0.0022 + 0.0018*rand(R);
        #local Up2 = (rand(R)-0.45)*0.0062;
        #if (rand(R) > 0.14)
          #local TA = T - Up/Side;
          #local TB = T - Up2/Side;
          cylinder {
            <X,-TA*Side,-Curl*1.15*TA*TA-0.0012> <X2,-TB*Side,-Curl*1.15*TB*TB-0.0012> 0.00052
            texture { pigment { rgb Ink } }
          }
        #end
        #local X = X2;
        #local Up = Up2;
      #end
      #local N = N + 1;
    #end
  }
#end

#declare Paper = array[6] {
  <0.86,0.68,0.12>, <0.84,0.36,0.10>, <0.78,0.26,0.36>, <0.34,0.60,0.20>, <0.18,0.47,0.66>, <0.86,0.72,0.22>
}
#declare Column = 0;
#while (Column < 17)
  #declare Row = 0;
  #while (Row < 7)
    #if (rand(R) > 0.13 + 0.05*abs(Row-3))
      #declare Kind = floor(rand(R)*5.999);
      #if (rand(R) < 0.55) #declare Kind = mod(Column, 3) + (Column > 6 ? 2 : 0); #end
      object {
        Note(Paper[Kind], 0.076, 0.004+0.017*rand(R)*rand(R), 2+floor(rand(R)*1.99))
        rotate z*(rand(R)-0.5)*9
        translate <-0.62+Column*0.103+0.012*rand(R),1.80-Row*0.098-0.014*rand(R),-0.0006>
      }
    #end
    #declare Row = Row + 1;
  #end
  #declare Column = Column + 1;
#end
// Strips of tape between the columns.
#declare Column = 0;
#while (Column < 4)
  box { <0,1.05,-0.0004> <0.012,1.88,0> translate x*(-0.365+Column*0.309) texture { pigment { rgb <0.10,0.24,0.34> } } }
  #declare Column = Column + 1;
#end
