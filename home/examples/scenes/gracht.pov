// A row of brick houses with gables along a canal, in the sun.
#include "common.inc"
#declare R = seed(6);
Upright_Photo(<-3.0,2.4,-25.5>, 7, 62, 0.20)

sky_sphere {
  pigment { gradient y color_map { [0 rgb <0.66,0.78,0.92>] [0.35 rgb <0.30,0.50,0.82>] [1 rgb <0.12,0.28,0.62>] } }
  pigment {
    bozo turbulence 0.75 omega 0.6 octaves 7 scale <0.55,0.16,0.5> translate <0.3,0.1,0>
    color_map { [0 rgbt <0.98,0.98,1,0.05>] [0.25 rgbt <0.95,0.96,1,0.4>] [0.48 rgbt <1,1,1,1>] [1 rgbt 1] }
  }
}
light_source { <-160,150,-170> rgb <1.0,0.90,0.74>*1.45*Lit area_light x*5, y*5, 2, 2 adaptive 1 jitter parallel point_at 0 }

#declare Bricks = array[5] { <0.29,0.115,0.07>, <0.20,0.085,0.06>, <0.36,0.17,0.09>, <0.13,0.075,0.06>, <0.26,0.13,0.085> }
#macro Brick(Colour)
  texture {
    pigment { brick pigment { rgb Colour*0.9 + 0.05 } pigment { granite scale 1.3 color_map { [0 rgb Colour*0.62] [0.5 rgb Colour] [1 rgb Colour*1.3] } } brick_size <0.21,0.062,0.1> mortar 0.010 }
    normal { granite 0.25 scale 0.06 }
  }
#end
// A window with a white frame; its middle below is the origin.
#macro Window(W, H)
  union {
    difference {
      box { <-W/2-0.06,-0.06,-0.02> <W/2+0.06,H+0.06,0.14> }
      box { <-W/2,0,-1> <W/2,H,1> }
      texture { White_Paint }
    }
    box { <-W/2,H*0.58,0.02> <W/2,H*0.58+0.06,0.10> texture { White_Paint } }
    box { <-0.022,0,0.03> <0.022,H,0.09> texture { White_Paint } }
    #if (H > 1.2) box { <-W/2,H*0.28,0.04> <W/2,H*0.28+0.03,0.09> texture { White_Paint } } #end
    box { <-W/2,0,0.07> <W/2,H,0.08> texture { pigment { rgb <0.015,0.02,0.025> } finish { diffuse 0.3 specular 0.4 roughness 0.004 reflection { 0.12 0.8 fresnel } conserve_energy } normal { bumps 0.012 scale 0.6 } } interior { ior 1.5 } }
    #if (rand(R) < 0.5)
      box { <-W/2,H*(0.45+0.3*rand(R)),0.066> <W/2,H,0.069> texture { pigment { rgb <0.62,0.58,0.50> } } }
    #end
    box { <-W/2-0.12,-0.15,-0.10> <W/2+0.12,-0.06,0.1> Matt(<0.42,0.41,0.38>) }
  }
#end
// A house: Gable is 0 for steps, 1 for a neck, 2 for a straight cornice, 3 for a point.
#macro House(W, H, Colour, Gable, Windows)
  union {
    difference {
      union {
        box { <0,0,0> <W,H,9> }
        #if (Gable = 0)
          #local N = 0;
          #while (N < 5)
            box { <N*W*0.092,H,0> <W-N*W*0.092,H+(N+1)*0.62,0.35> }
            #local N = N + 1;
          #end
        #end
        #if (Gable = 1)
          box { <W*0.26,H,0> <W*0.74,H+2.5,0.35> }
          prism { linear_sweep linear_spline 0, 0.35, 4 <W*0.22,0>, <W*0.5,1.0>, <W*0.78,0>, <W*0.22,0> rotate x*-90 scale <1,1,-1> translate y*(H+2.5) }
          difference { box { <0.05,H,0> <W-0.05,H+1.5,0.35> } cylinder { <0.02,H+1.55,-1> <0.02,H+1.55,1> W*0.24 } cylinder { <W-0.02,H+1.55,-1> <W-0.02,H+1.55,1> W*0.24 } }
        #end
        #if (Gable = 3)
          prism { linear_sweep linear_spline 0, 0.35, 4 <0,0>, <W*0.5,W*0.72>, <W,0>, <0,0> rotate x*-90 scale <1,1,-1> translate y*H }
        #end
      }
      #local F = 0;
      #while (F < 4)
        #local N = 0;
        #while (N < Windows)
          box { <-0.5,0,-1> <0.5,2.0-0.24*F,0.3> translate <W*(N+0.5)/Windows,0.95+F*(H-1.2)/3.75,0> }
          #local N = N + 1;
        #end
        #local F = F + 1;
      #end
      Brick(Colour)
    }
    #local F = 0;
    #while (F < 4)
      #local N = 0;
      #while (N < Windows)
        #if (F = 0 & N = 0)
          box { <-0.5,-0.95,0.05> <0.5,2.0,0.2> Matt(Doors[floor(rand(R)*3.99)]) translate <W*0.5/Windows,0.95,0> }
          box { <-0.42,1.38,0.03> <0.42,1.9,0.06> texture { pigment { rgb 0.02 } finish { reflection { 0.1 0.6 fresnel } } } interior { ior 1.5 } translate <W*0.5/Windows,0.95,0> }
          box { <-0.7,-0.95,-0.7> <0.7,-0.62,0> Matt(<0.30,0.30,0.29>) translate <W*0.5/Windows,0.95,0> }
        #else
          object { Window(0.92, 1.92-0.24*F) translate <W*(N+0.5)/Windows,1.0+F*(H-1.2)/3.75,0.06> }
        #end
        #local N = N + 1;
      #end
      #local F = F + 1;
    #end
    // Edges of stone, a cornice, the beam for hoisting and the roof behind it.
    box { <-0.02,0,-0.05> <W+0.02,0.55,0.02> Matt(<0.26,0.26,0.25>) }
    #if (Gable = 0)
      #local N = 0;
      #while (N < 5)
        box { <N*W*0.092-0.04,H+(N+1)*0.62,-0.06> <W-N*W*0.092+0.04,H+(N+1)*0.62+0.09,0.4> Matt(<0.55,0.53,0.48>) }
        #local N = N + 1;
      #end
    #end
    #if (Gable = 1) box { <W*0.22,H+2.44,-0.08> <W*0.78,H+2.56,0.4> texture { White_Paint } } #end
    #if (Gable = 2)
      box { <-0.05,H-0.1,-0.35> <W+0.05,H+0.45,0.2> texture { White_Paint } }
      box { <-0.1,H+0.38,-0.5> <W+0.1,H+0.5,0.2> texture { White_Paint } }
    #end
    box { <W/2-0.06,H+0.6,-0.9> <W/2+0.06,H+0.75,0.2> Matt(<0.05,0.05,0.05>) }
    prism {
      linear_sweep linear_spline 0.3, 9, 4 <0.1,0>, <W*0.5,W*0.68>, <W-0.1,0>, <0.1,0>
      rotate x*-90 scale <1,1,-1> translate y*(H-0.02)
      texture { pigment { brick rgb <0.10,0.06,0.05>, rgb <0.19,0.085,0.055> brick_size <0.25,0.25,0.25> mortar 0.02 } }
    }
    box { <W*0.72,H,3> <W*0.86,H+W*0.68+0.6,4> Brick(Colour) }
  }
#end
#declare Doors = array[4] { <0.02,0.09,0.06>, <0.03,0.05,0.12>, <0.16,0.02,0.02>, <0.03,0.03,0.03> }
#declare Widths = array[9] { 5.0, 6.3, 4.6, 5.6, 6.8, 4.8, 5.4, 6.2, 5.0 }
#declare Heights = array[9] { 10.6, 11.8, 10.0, 12.2, 11.0, 11.4, 10.2, 12.0, 10.8 }
#declare Gables = array[9] { 1, 2, 0, 1, 2, 3, 0, 2, 1 }
#declare X = -23.4;
#declare I = 0;
#while (I < 9)
  object { House(Widths[I], Heights[I], Bricks[mod(I*3+1,5)], Gables[I], (Widths[I] > 6 ? 4 : 3)) translate <X,0.9,0.15*rand(R)> }
  #declare X = X + Widths[I] + 0.02;
  #declare I = I + 1;
#end
// The quay: a street, a wall of brick with a stone edge, and the water.
box { <-80,-2,-6> <80,0.9,0> texture { pigment { brick rgb <0.20,0.19,0.18>, rgb <0.26,0.20,0.17> brick_size <0.22,0.12,0.11> mortar 0.01 } } }
box { <-80,-2,-6.3> <80,0.75,-5.9> Brick(<0.20,0.13,0.10>) }
box { <-80,0.75,-6.45> <80,0.93,-5.8> Matt(<0.40,0.39,0.37>) }
plane {
  y, 0
  texture {
    pigment { rgb <0.012,0.022,0.016> }
    normal { average normal_map { [1 bumps 0.045 scale <1.3,1,0.5>] [0.5 bumps 0.04 scale <0.35,1,0.16>] } }
    finish { diffuse 0.3 specular 0.2 roughness 0.01 reflection { 0.04 0.9 fresnel } conserve_energy }
  }
  interior { ior 1.33 }
}
// Bollards and trees.
#declare I = 0;
#while (I < 16)
  union { cylinder { <0,0.9,0> <0,1.75,0> 0.07 } sphere { <0,1.78,0> 0.09 } Matt(<0.04,0.04,0.04>) translate <-30+I*3.9,0,-5.3> }
  #declare I = I + 1;
#end
#macro Tree(Size)
  union {
    cone { <0,0,0> 0.16 <0.1,Size*0.5,0> 0.10 Matt(<0.07,0.055,0.045>) }
    #local N = 0;
    #while (N < 1500)
      #local A = rand(R)*2*pi;
      #local B = acos(2*rand(R)-1);
      #local D = Size*0.36*pow(rand(R),0.42);
      #local P = <D*sin(B)*cos(A),Size*0.72+D*cos(B)*0.95,D*sin(B)*sin(A)>;
      disc { 0, vnormalize(<rand(R)-0.5,rand(R)+0.2,rand(R)-0.7>), 0.075+0.06*rand(R)
        texture { pigment { rgb <0.09+0.07*rand(R),0.17+0.07*rand(R),0.03> } finish { diffuse 0.6, 0.25 } } translate P + 0.25*<rand(R)-0.5,rand(R)-0.5,rand(R)-0.5> }
      #local N = N + 1;
    #end
    #local N = 0;
    #while (N < 9)
      cone { <0.08,Size*0.46,0> 0.06 <(rand(R)-0.5)*Size*0.4,Size*(0.65+0.25*rand(R)),(rand(R)-0.5)*Size*0.4> 0.015 Matt(<0.06,0.05,0.04>) }
      #local N = N + 1;
    #end
  }
#end
object { Tree(6.6) translate <-9.6,0.9,-4.6> }
object { Tree(6.0) translate <9.4,0.9,-4.6> }
