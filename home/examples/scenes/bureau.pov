// A desk by the window with a plant, a laptop and a cup.
#include "common.inc"
#declare R = seed(17);
Photo(<-0.62,1.28,-1.05>, <0.10,0.90,0.25>, 58)

box { <-4,-0.1,-4> <4,0,1> Carpet(<0.20,0.19,0.18>) }
difference {
  box { <-4,0,0.62> <4,3,0.95> }
  box { <-1.5,0.92,0.5> <1.9,2.6,1.1> }
  texture { Plaster }
}
box { <-4,2.8,-4> <4,3,1> texture { Plaster } }
box { <2.4,0,-4> <2.6,3,1> texture { Plaster } }
box { <-4,0,-4.2> <4,3,-4> texture { Plaster pigment { rgb <0.55,0.5,0.45> } } }
box { <-4.2,0,-4> <-4,3,1> texture { Plaster } }
// Window: a sill, frames and the view.
object { Round_Box_Union(<-1.6,0.895,0.55>, <2.0,0.925,0.95>, 0.008) texture { Porcelain } interior { ior 1.5 } }
union {
  box { <-1.5,0.92,0.80> <1.9,0.97,0.87> }
  box { <-1.5,0.92,0.80> <-1.44,2.6,0.87> }
  box { <0.52,0.92,0.80> <0.60,2.6,0.87> }
  box { <1.84,0.92,0.80> <1.9,2.6,0.87> }
  texture { White_Paint }
}
box { <-30,-6,9> <40,12,9.1> View(-1.6,6.4,1.25) }
Lamp(<2.6,4.2,5.2>, x*1.0, y*1.0, <1.0,0.90,0.72>*2.6)

// The desk.
object { Round_Box_Union(<-1.1,0.715,-0.55>, <1.3,0.74,0.50>, 0.008) Oak(3) }
object { Laptop(22, 0.85) rotate y*24 translate <0.02,0.74,0.02> }
object { Plant(0.15,20,41,<0.62,0.34,0.22>) translate <0.58,0.74,0.26> }
object { Plant(0.11,16,9,<0.80,0.79,0.76>) translate <-0.42,0.925,0.70> }
union { Cup(<0.12,0.30,0.34>) rotate y*-150 translate <-0.30,0.74,0.12> }
object { Book(0.17,0.022,0.24,<0.10,0.22,0.24>) rotate y*-14 translate <0.34,0.74,-0.30> }
object { Book(0.148,0.014,0.21,<0.66,0.36,0.10>) rotate y*-5 translate <0.36,0.762,-0.28> }
cylinder { <0,0,0> <0.02,0,0.135> 0.0042 texture { Steel } translate <0.43,0.781,-0.24> }
object { Round_Box_Union(<-0.037,0,-0.075>, <0.037,0.0085,0.075>, 0.004) texture { Black_Plastic } rotate y*-20 translate <-0.33,0.74,-0.22> }
// A lamp with an arm.
union {
  cylinder { <0,0,0> <0,0.018,0> 0.085 }
  cylinder { <0,0.018,0> <0.06,0.40,0> 0.007 }
  cylinder { <0.06,0.40,0> <-0.22,0.58,-0.04> 0.007 }
  difference { cone { <-0.22,0.60,-0.04> 0.03 <-0.27,0.50,-0.05> 0.075 } cone { <-0.221,0.598,-0.04> 0.026 <-0.271,0.498,-0.05> 0.072 } }
  texture { Black_Plastic } translate <0.92,0.74,0.25>
}
// Books between the lamp and the window.
#declare Covers = array[5] { <0.08,0.16,0.28>, <0.55,0.50,0.42>, <0.42,0.12,0.08>, <0.10,0.25,0.20>, <0.60,0.38,0.10> }
#declare X = 0.68;
#declare I = 0;
#while (I < 5)
  #declare Thick = 0.018+0.018*rand(R);
  object { Book(0.16,Thick,0.21+0.03*rand(R),Covers[I]) rotate z*90 rotate x*-90 translate <X+Thick,0.925,0.74> }
  #declare X = X + Thick + 0.001;
  #declare I = I + 1;
#end
