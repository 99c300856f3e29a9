// A bridge with stays over a wide river, early in the morning.
#include "common.inc"
#declare R = seed(3);
Upright_Photo(<-66,6.0,-118>, 23, 58, 0.20)

sky_sphere {
  pigment { gradient y color_map { [0.0 rgb <1.0,0.66,0.42>] [0.06 rgb <0.95,0.70,0.52>] [0.22 rgb <0.62,0.63,0.70>] [0.6 rgb <0.25,0.38,0.60>] [1 rgb <0.12,0.22,0.45>] } }
  pigment {
    bozo turbulence 0.8 omega 0.6 octaves 7 scale <0.8,0.10,0.6> translate <0.2,0.05,0>
    color_map { [0 rgbt <1.0,0.80,0.66,0.15>] [0.3 rgbt <0.9,0.72,0.66,0.55>] [0.5 rgbt 1] [1 rgbt 1] }
  }
}
light_source { <160,42,230> rgb <1.0,0.70,0.42>*1.3*Lit parallel point_at 0 }
// Mist that lies on the water.
#if (Depth = 0)
  fog { fog_type 2 distance 520 rgb <0.86,0.70,0.60> fog_offset 0.5 fog_alt 7 up y }
#end
#declare Deck = 15;
#declare Grey = texture { pigment { granite scale 6 color_map { [0 rgb <0.46,0.46,0.46>] [1 rgb <0.56,0.55,0.54>] } } }
// The deck with its rail, and two towers like a tall A with stays on both sides.
box { <-400,Deck-1.7,-6> <400,Deck,6> texture { Grey } }
box { <-400,Deck-0.3,-6.6> <400,Deck+0.1,6.6> texture { Grey } }
box { <-400,Deck+1.0,-6.4> <400,Deck+1.1,-6.3> texture { Steel } }
#declare I = -130;
#while (I < 130)
  box { <I*2,Deck,-6.4> <I*2+0.1,Deck+1.05,-6.3> texture { Steel } }
  #if (mod(I,12) = 0)
    cylinder { <I*2,Deck,6> <I*2,Deck+9,6> 0.10 texture { Grey } }
    cylinder { <I*2,Deck+9,6> <I*2,Deck+9.2,4.2> 0.08 texture { Grey } }
  #end
  #declare I = I + 1;
#end
#macro Tower(X)
  union {
    cone { <0,-2,-9> 1.9 <0,62,-1.2> 1.1 }
    cone { <0,-2,9> 1.9 <0,62,1.2> 1.1 }
    box { <-1.1,40,-4.6> <1.1,42,4.6> }
    box { <-1.4,61,-2.4> <1.4,64,2.4> }
    box { <-3.5,-3,-13> <3.5,3.4,13> }
    texture { Grey } translate x*X
  }
  #local S = -1;
  #while (S < 2)
    #local N = 1;
    #while (N < 12)
      cylinder { <X,60-N*1.3,-1.6> <X+S*N*7.2,Deck,-6> 0.11 Matt(<0.70,0.68,0.64>) }
      cylinder { <X,60-N*1.3,1.6> <X+S*N*7.2,Deck,6> 0.11 Matt(<0.70,0.68,0.64>) }
      #local N = N + 1;
    #end
    #local S = S + 2;
  #end
#end
Tower(-22)
Tower(142)
#declare I = 0;
#while (I < 8) box { <-2,-3,-6> <2,Deck-1.7,6> texture { Grey } translate x*(-105-I*42) } #declare I = I + 1; #end
// The river and its far bank, with trees and a town.
plane {
  y, 0
  texture {
    pigment { rgb <0.03,0.045,0.05> }
    normal { average normal_map { [1 bumps 0.06 scale <9,1,2.2>] [0.8 bumps 0.06 scale <2.2,1,0.7>] } }
    finish { diffuse 0.3 specular 0.3 roughness 0.01 reflection { 0.05 0.95 fresnel } conserve_energy }
  }
  interior { ior 1.33 }
}
box { <-900,-1,260> <1200,2.2,600> Matt(<0.07,0.09,0.05>) }
#declare I = 0;
#while (I < 520)
  #declare Size = 3+5*rand(R);
  sphere { 0 Size scale <1.2,0.9,1> translate <-420+I*2.1+4*rand(R),2+Size*0.4,263+14*rand(R)> texture { pigment { granite scale 2 color_map { [0 rgb <0.03,0.045,0.02>] [1 rgb <0.10,0.12,0.06>] } } normal { bumps 1 scale 0.7 } } }
  #declare I = I + 1;
#end
#declare I = 0;
#while (I < 46)
  #declare W = 9+14*rand(R);
  #declare H = 9+pow(rand(R),3)*34;
  box { <0,0,0> <W,H,14> Matt(Mix(<0.26,0.22,0.21>,<0.42,0.36,0.32>,rand(R))) translate <-120+I*12+6*rand(R),2,310+60*rand(R)> }
  #declare I = I + 1;
#end
// A barge.
union {
  difference {
    box { <-28,-1,-4> <28,2.6,4> }
    plane { x, 0 rotate z*38 translate <-27,0,0> }
    plane { -x, 0 rotate z*-24 translate <27.5,0,0> }
    Matt(<0.06,0.065,0.08>)
  }
  box { <-22,2.4,-3.3> <13,3.4,3.3> Matt(<0.30,0.12,0.07>) }
  box { <16,2.4,-3> <25,4.6,3> texture { White_Paint } }
  box { <18,4.6,-2.4> <22.5,6.6,2.4> texture { White_Paint } }
  box { <17.9,5.2,-2.2> <22.6,6.2,2.2> Matt(<0.03,0.03,0.035>) }
  rotate y*-8 translate <8,0,-46>
}
