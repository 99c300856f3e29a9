// An office building on the water at dusk; most windows are lit.
#include "common.inc"
#declare R = seed(11);
Upright_Photo(<-6,1.9,-23.5>, 22, 66, 0.30)

sky_sphere {
  pigment {
    gradient y
    color_map { [0.0 rgb <0.62,0.34,0.20>*0.9] [0.08 rgb <0.48,0.31,0.28>*0.8] [0.25 rgb <0.16,0.19,0.30>*0.9] [0.6 rgb <0.05,0.085,0.19>] [1 rgb <0.025,0.05,0.13>] }
  }
  pigment {
    bozo turbulence 0.7 omega 0.55 scale <0.5,0.07,0.5>
    color_map { [0 rgbt <0.30,0.20,0.20,0.5>] [0.35 rgbt <0.25,0.2,0.24,0.85>] [0.55 rgbt 1] [1 rgbt 1] }
  }
}
light_source { <-400,260,-500> rgb <0.30,0.36,0.55>*0.55*Lit parallel point_at 0 }

#declare Brick_Wall = texture {
  pigment { brick rgb <0.11,0.10,0.095>, rgb <0.27,0.13,0.085> brick_size <0.22,0.065,0.11> mortar 0.012 }
  normal { granite 0.3 scale 0.05 }
}
#declare Bay = 3.2;
#declare Floor = 3.5;
#declare Floors = 5;
#declare Bays = 8;
// A room behind a window, lit by its own walls: brighter near the lamps.
#macro Room(Colour, Power)
  union {
    box { <0,0,0> <Bay,Floor,0.05> translate z*4.5
      texture { pigment { gradient y color_map { [0 rgb Colour*0.35] [0.75 rgb Colour*0.85] [1 rgb Colour] } scale Floor } finish { emission Power*0.75*Lit diffuse 0.1 } } }
    box { <0,2.95,0> <Bay,3.0,4.5> Glow(Colour*0.55, Power) }
    box { <0.5,2.93,0.7> <Bay-0.5,2.96,0.95> Glow(<1,0.94,0.8>, Power*2.2) }
    box { <0.5,2.93,2.5> <Bay-0.5,2.96,2.75> Glow(<1,0.94,0.8>, Power*2.2) }
    box { <0,0,0> <0.05,3,4.5> Glow(Colour*0.42, Power) }
    box { <Bay-0.05,0,0> <Bay,3,4.5> Glow(Colour*0.50, Power) }
    box { <0,0,0> <Bay,0.9,0.4> Glow(Colour*0.10, Power) }
    // What stands in it: a cupboard, a screen, a plant or a picture.
    #local What = rand(R);
    #if (What < 0.4)
      box { <0.3,0,4.0> <1.4,2.0,4.4> Glow(Colour*<0.30,0.22,0.16>, Power) }
    #end
    #if (What > 0.3 & What < 0.75)
      box { <1.5,1.0,1.4> <2.15,1.42,1.43> Glow(Colour*0.06, Power) }
      box { <0.5,1.0,1.5> <1.15,1.42,1.53> Glow(<0.5,0.65,0.9>, Power*0.8) }
    #end
    #if (What > 0.7)
      #local N = 0;
      #while (N < 9)
        sphere { <2.3+(rand(R)-0.5)*0.7,1.3+rand(R)*0.9,1.0+(rand(R)-0.5)*0.5> 0.1+0.14*rand(R) Glow(<0.05,0.085,0.03>, Power) }
        #local N = N + 1;
      #end
    #end
    #if (rand(R) < 0.3)
      box { <0,3-0.4-1.3*rand(R),0.14> <Bay,3,0.16> Glow(<0.66,0.58,0.42>*0.6, Power) }
    #end
  }
#end

#declare I = 0;
#while (I < Bays)
  #declare J = 0;
  #while (J < Floors)
    #declare Chance = rand(R);
    #declare Warm = Mix(<1.0,0.66,0.32>, <1.0,0.84,0.62>, rand(R));
    object { Room(Warm, (Chance < 0.68 ? 0.95+0.6*rand(R) : 0.025+0.02*rand(R))) translate <I*Bay,J*Floor,0.35> }
    // Wall around the window, frame and pane.
    difference {
      box { <0,0,0> <Bay,Floor,0.35> }
      box { <0.38,0.75,-0.1> <Bay-0.38,2.85,0.5> }
      texture { Brick_Wall } translate <I*Bay,J*Floor,0>
    }
    union {
      box { <0.30,0.68,-0.06> <Bay-0.30,0.75,0.3> }
      difference { box { <0.38,0.75,0.16> <Bay-0.38,2.85,0.22> } box { <0.44,0.81,0> <Bay-0.44,2.79,1> } }
      box { <Bay*0.36,0.75,0.16> <Bay*0.36+0.06,2.85,0.22> }
      Matt(<0.05,0.055,0.06>) translate <I*Bay,J*Floor,0>
    }
    box { <0.4,0.77,0.185> <Bay-0.4,2.83,0.19> material { Pane } translate <I*Bay,J*Floor,0> }
    #declare J = J + 1;
  #end
  #declare I = I + 1;
#end
// The roof, the side and the building beside it.
box { <-0.2,Floors*Floor,-0.25> <Bays*Bay+0.2,Floors*Floor+0.5,12> Matt(<0.10,0.10,0.105>) }
box { <-0.01,0,0.35> <0.0,Floors*Floor,14> texture { Brick_Wall rotate y*90 } }
box { <4,Floors*Floor,3> <10,Floors*Floor+2.4,8> Matt(<0.08,0.085,0.09>) }
box { <30,0,6> <60,16,30> Matt(<0.10,0.09,0.09>) }
box { <-60,0,30> <-8,11,60> Matt(<0.07,0.07,0.08>) }
box { <-40,0,90> <60,9,95> Matt(<0.09,0.085,0.09>) }
box { <-90,0,120> <20,17,125> Matt(<0.12,0.10,0.11>) }
#declare I = 0;
#while (I < 60)
  box { <0,0,-0.02> <1.3,1.5,0> Glow(<1,0.72,0.4>, 0.3+0.4*rand(R)) translate <-8+floor(rand(R)*20)*2.6,1.5+floor(rand(R)*2)*3.4,90> }
  box { <0,0,-0.02> <1.1,1.4,0> Glow(<1,0.72,0.4>, 0.3+0.4*rand(R)) translate <-58+floor(rand(R)*18)*2.6,1.5+floor(rand(R)*3)*3,30> }
  #declare I = I + 1;
#end
// The quay and the water.
box { <-80,-0.2,-6> <80,0.12,0> texture { Concrete pigment { rgb <0.13,0.125,0.12> } finish { reflection { 0.02 0.35 fresnel } conserve_energy } } interior { ior 1.33 } }
plane {
  y, 0
  texture {
    pigment { granite color_map { [0 rgb 0.035] [1 rgb 0.06] } scale 2 }
    normal { bumps 0.035 scale <0.9,0.5,0.3> }
    finish { diffuse 0.5 reflection { 0.05 0.75 fresnel } conserve_energy }
  }
  interior { ior 1.33 }
}
// Trees without many leaves before the front.
#macro Branch(P, D, Long, Thick, Level)
  #local Q = P + D*Long;
  cone { P Thick Q Thick*0.68 }
  #if (Level > 0)
    #local N = 0;
    #while (N < 3)
      Branch(Q, vnormalize(D + <rand(R)-0.5,0.16+0.35*rand(R),rand(R)-0.5>*1.25), Long*(0.62+0.22*rand(R)), Thick*0.64, Level-1)
      #local N = N + 1;
    #end
  #end
#end
#declare I = 0;
#while (I < 3)
  union { Branch(<0,0,0>, <0.02,1,0>, 2.3, 0.11, 6) Matt(<0.030,0.026,0.024>) translate <1.5+I*9.2,0,-4.2> }
  #declare I = I + 1;
#end
