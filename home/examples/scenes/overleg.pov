// A meeting table with laptops and cups, by the window.
#include "common.inc"
#declare R = seed(4);
Photo(<-1.15,1.42,-1.75>, <0.12,0.80,0.35>, 50)

// The room: a wall with windows at the left and one at the back.
plane { y, 0 Carpet(<0.16,0.18,0.20>) }
box { <-3,0,4.2> <4.5,2.9,4.4> texture { Plaster } }
box { <4.4,0,-4> <4.6,2.9,4.4> texture { Plaster pigment { rgb <0.22,0.36,0.36> } } }
box { <-3,2.8,-4> <4.6,2.9,4.4> texture { Plaster } }
box { <-3,0,-4.2> <4.6,2.9,-4> texture { Plaster } }
difference {
  box { <-3.2,0,-4> <-3,2.9,4.4> }
  #declare I = 0;
  #while (I < 3) box { <-3.3,0.85,-3.4+I*2.5> <-2.9,2.55,-1.3+I*2.5> } #declare I = I + 1; #end
  texture { Plaster }
}
// The windows at the back of the room.
difference {
  box { <-2.2,0.8,4.1> <2.6,2.5,4.25> }
  box { <-2.12,0.88,4.0> <0.16,2.42,4.3> }
  box { <0.24,0.88,4.0> <2.52,2.42,4.3> }
  texture { White_Paint }
}
box { <-2.12,0.88,4.18> <2.52,2.42,4.19> View(0.88,2.42,1.35) }
plane { x, -9 Glow(<0.82,0.91,1.0>, 1.6) }
Lamp(<-8,4.2,-1.5>, y*2.2, z*3, <1.0,0.93,0.82>*1.7)
Lamp(<1.5,2.7,-1.2>, x*1.2, z*1.2, <1,0.93,0.85>*0.3)

// The table.
object { Round_Box_Union(<-1.25,0.72,-0.75>, <1.25,0.752,0.95>, 0.012) Oak(1) }
cylinder { <-0.7,0,0.1> <-0.7,0.72,0.1> 0.05 texture { Black_Plastic } }
cylinder { <0.7,0,0.1> <0.7,0.72,0.1> 0.05 texture { Black_Plastic } }

object { Laptop(16, 0.9) rotate y*-14 translate <-0.3,0.752,-0.28> }
object { Laptop(20, 0.8) rotate y*168 translate <0.5,0.752,0.55> }
object { Laptop(14, 0.8) rotate y*78 translate <0.98,0.752,-0.1> }
union { Cup(<0.86,0.85,0.82>) rotate y*30 translate <0.06,0.752,-0.42> }
union { Cup(<0.10,0.30,0.33>) rotate y*140 translate <0.06,0.752,0.42> }
union { Cup(<0.86,0.85,0.82>) rotate y*200 translate <0.75,0.752,-0.45> }
union { Cup(<0.72,0.36,0.12>) rotate y*-30 translate <-0.55,0.752,0.42> }
// Notebooks, paper and a pen.
object { Book(0.148,0.012,0.21,<0.11,0.16,0.26>) rotate y*12 translate <0.22,0.752,-0.30> }
cylinder { <0,0,0> <0.13,0,0.03> 0.0042 texture { Steel } translate <0.24,0.769,-0.22> }
#declare I = 0;
#while (I < 4)
  box { <0,0,0> <0.21,0.0007,0.297> rotate y*(-32+I*9) translate <-0.85+I*0.012,0.7525+I*0.0009,0.02> texture { pigment { rgb <0.86,0.86,0.84> } } }
  #declare I = I + 1;
#end
// Glasses and a bottle of water.
#macro Glass_Of_Water()
  difference { cylinder { <0,0,0> <0,0.12,0> 0.032 } cylinder { <0,0.008,0> <0,0.13,0> 0.030 } material { Pane } }
#end
object { Glass_Of_Water() translate <0.28,0.752,0.18> }
object { Glass_Of_Water() translate <0.40,0.752,0.10> }
object { Plant(0.12,14,7,<0.78,0.77,0.74>) translate <0.12,0.752,0.17> }
// Chairs.
object { Chair(<0.09,0.22,0.25>) rotate y*-6 translate <-0.55,0,1.22> }
object { Chair(<0.09,0.22,0.25>) rotate y*10 translate <0.45,0,1.3> }
object { Chair(<0.55,0.30,0.10>) rotate y*95 translate <1.62,0,0.15> }
object { Chair(<0.09,0.22,0.25>) rotate y*185 translate <0.75,0,-1.1> }
object { Plant(0.42,26,3,<0.30,0.29,0.28>) translate <3.4,0,3.2> }
