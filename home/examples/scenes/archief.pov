// Shelves full of boxes and binders, along an aisle.
#include "common.inc"
#declare R = seed(9);
Photo(<-0.12,1.48,-1.3>, <0.20,1.27,3>, 60)

box { <-6,-0.1,-4> <6,0,14> texture { pigment { granite scale 1.2 color_map { [0 rgb <0.28,0.29,0.29>] [1 rgb <0.38,0.38,0.37>] } } finish { specular 0.2 roughness 0.02 reflection { 0.015 0.35 fresnel } conserve_energy } } interior { ior 1.4 } }
box { <-6,2.9,-4> <6,3,14> texture { White_Paint } }
box { <-6,0,10> <6,3,10.2> texture { Plaster } }
box { <-6,0,-4.2> <6,3,-4> texture { Plaster } }
// Lamps along the aisle.
#declare I = 0;
#while (I < 4)
  box { <-0.09,2.85,-0.6> <0.09,2.89,0.6> Glow(<0.93,0.97,1.0>, 2.4) translate <0,0,0.2+I*2.7> }
  Lamp(<0,2.8,0.2+I*2.7>, x*0.2, z*1.2, <0.95,0.98,1.0>*(I < 2 ? 0.34 : 0.30))
  #declare I = I + 1;
#end

#declare Grey_Box = array[4] { <0.42,0.40,0.35>, <0.34,0.35,0.35>, <0.47,0.44,0.37>, <0.30,0.27,0.22> }
#declare Backs = array[7] { <0.05,0.13,0.28>, <0.34,0.05,0.05>, <0.04,0.20,0.16>, <0.42,0.26,0.06>, <0.05,0.05,0.06>, <0.36,0.36,0.36>, <0.10,0.24,0.36> }

// A binder that stands with its back towards -x.
#macro Binder(Colour, Thick)
  union {
    box { <0,0,0> <0.003,0.32,Thick> }
    box { <0,0,0> <0.28,0.32,0.003> }
    box { <0,0,Thick-0.003> <0.28,0.32,Thick> }
    box { <0.01,0.02,0.003> <0.27,0.30,Thick-0.003> texture { pigment { rgb <0.62,0.60,0.54> } } }
    box { <-0.0006,0.17,Thick*0.16> <0,0.28,Thick*0.84> texture { pigment { rgb <0.74,0.73,0.69> } } }
    #local N = 0;
    #while (N < 3)
      box { <-0.0010,0.262-N*0.022,Thick*0.26> <0,0.268-N*0.022,Thick*(0.5+0.25*rand(R))> texture { pigment { rgb 0.08 } } }
      #local N = N + 1;
    #end
    torus { 0.011 0.0022 rotate z*90 translate <-0.001,0.06,Thick/2> texture { Steel } }
    cylinder { <-0.0008,0.06,Thick/2> <0,0.06,Thick/2> 0.010 texture { pigment { rgb 0.01 } } }
    Matt(Colour)
  }
#end
#macro Archive_Box(Colour, Thick)
  union {
    box { <0,0,0> <0.34,0.27,Thick> }
    box { <-0.004,0.23,-0.002> <0.34,0.275,Thick+0.002> }
    box { <-0.0012,0.08,Thick*0.2> <0,0.18,Thick*0.8> texture { pigment { rgb <0.78,0.77,0.72> } } }
    #local N = 0;
    #while (N < 3)
      box { <-0.0018,0.158-N*0.022,Thick*0.28> <0,0.163-N*0.022,Thick*(0.5+0.22*rand(R))> texture { pigment { rgb 0.10 } } }
      #local N = N + 1;
    #end
    cylinder { <-0.0015,0.045,Thick/2> <0.0,0.045,Thick/2> 0.013 texture { pigment { rgb 0.015 } } }
    Matt(Colour)
  }
#end
// A row of shelves along z whose front stands at x = 0 and looks to -x.
#macro Shelves(Long, Rows)
  union {
    #local J = 0;
    #while (J < Rows)
      #local Y = 0.10 + J*0.385;
      box { <0,Y-0.03,0> <0.42,Y,Long> texture { pigment { rgb <0.30,0.33,0.34> } finish { specular 0.3 roughness 0.03 } } }
      #local Z = 0.03;
      #local Kind = rand(R);
      #while (Z < Long-0.12)
        #if (mod(Z,1.0) < 0.03) #local Kind = rand(R); #end
        #if (rand(R) < 0.04) #local Kind = rand(R); #end
        #if (rand(R) < 0.03)
          #local Z = Z + 0.10 + 0.16*rand(R);
        #else
          #if (Kind < 0.5)
            #local Thick = (rand(R) < 0.75 ? 0.078 : 0.052);
            object { Binder(Backs[floor(rand(R)*rand(R)*6.99)]*(0.85+0.3*rand(R)), Thick) translate <0.02+0.02*rand(R),Y,Z> }
          #else
            #local Thick = 0.115;
            object { Archive_Box(Grey_Box[floor(rand(R)*3.99)]*(0.9+0.2*rand(R)), Thick) translate <0.02+0.015*rand(R),Y,Z> }
          #end
          #local Z = Z + Thick + 0.002 + 0.003*rand(R);
        #end
      #end
      #local J = J + 1;
    #end
    #local Z = 0;
    #while (Z <= Long)
      box { <0,0,Z-0.02> <0.42,2.42,Z+0.005> texture { pigment { rgb <0.26,0.30,0.31> } finish { specular 0.3 roughness 0.03 } } }
      #local Z = Z + 1.0;
    #end
    box { <0.40,0,0> <0.43,2.4,Long> Matt(<0.2,0.2,0.2>) }
  }
#end
object { Shelves(8, 6) translate <0.62,0,-0.9> }
object { Shelves(8, 6) scale <-1,1,1> translate <-0.72,0,-0.9> }
