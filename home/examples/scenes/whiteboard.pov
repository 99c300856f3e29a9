// A whiteboard with the drawing of a process: boxes, arrows and a few notes.
#include "common.inc"
#declare R = seed(33);
Photo(<-0.95,1.55,-1.55>, <0.06,1.42,0>, 56)

box { <-4,0,0.02> <4,3,0.2> texture { Plaster pigment { rgb <0.72,0.72,0.70> } } }
box { <-4,-0.1,-5> <4,0,0.2> Carpet(<0.2,0.2,0.2>) }
box { <-4,2.9,-5> <4,3,0.2> texture { Plaster } }
box { <-4,0,-5.2> <4,3,-5> texture { Plaster } }
box { <3.6,0,-5> <3.8,3,0.2> texture { Plaster pigment { rgb <0.11,0.27,0.28> } } }
plane { x, -6 Glow(<0.84,0.92,1.0>, 1.25) }
Lamp(<-4.4,2.5,-3.4>, y*1.6, z*2, <1.0,0.95,0.87>*1.15)

// The board with its frame and tray.
box {
  <-1.15,0.86,-0.004> <1.25,2.06,0.02>
  texture { pigment { rgb 0.83 } finish { diffuse 0.8 specular 0.25 roughness 0.03 reflection { 0.01 0.22 fresnel } conserve_energy } }
  interior { ior 1.4 }
}
union {
  box { <-1.18,2.05,-0.014> <1.28,2.08,0.02> }
  box { <-1.18,0.84,-0.014> <1.28,0.87,0.02> }
  box { <-1.18,0.84,-0.014> <-1.15,2.08,0.02> }
  box { <1.25,0.84,-0.014> <1.28,2.08,0.02> }
  box { <-0.55,0.83,-0.085> <0.75,0.838,0.0> }
  box { <-0.55,0.83,-0.085> <0.75,0.85,-0.081> }
  texture { Aluminium }
}
// A stroke of a marker pen, a little unsteady; Ink is its colour.
#macro Stroke(A, B, Ink)
  #local N = max(2, ceil(vlength(B-A)/0.012));
  #local Sway = 0.0025*(rand(R)-0.5)*min(1, vlength(B-A)*8);
  #local P = A;
  #local I = 1;
  #while (I <= N)
    #local Q = A + (B-A)*I/N + <Sway*sin(pi*I/N)*1.5+0.0007*(rand(R)-0.5),2*Sway*sin(pi*I/N)+0.0007*(rand(R)-0.5),0>;
    cylinder { P Q 0.0026 scale <1,1,0.1> texture { pigment { rgb Ink } } translate -z*0.0042 }
    #local P = Q;
    #local I = I + 1;
  #end
#end
#macro Square(X, Y, W, H, Ink)
  #local J = 0.006;
  Stroke(<X-J*rand(R),Y,0>, <X+W+J*rand(R),Y+J*(rand(R)-0.5),0>, Ink)
  Stroke(<X+W,Y+J*rand(R),0>, <X+W+J*(rand(R)-0.5),Y-H-J*rand(R),0>, Ink)
  Stroke(<X+W+J*rand(R),Y-H,0>, <X-J*rand(R),Y-H+J*(rand(R)-0.5),0>, Ink)
  Stroke(<X,Y-H-J*rand(R),0>, <X+J*(rand(R)-0.5),Y+J*rand(R),0>, Ink)
#end
#macro Arrow(A, B, Ink)
  Stroke(A, B, Ink)
  #local D = vnormalize(B-A);
  Stroke(B, B - D*0.035 + vcross(D,z)*0.018, Ink)
  Stroke(B, B - D*0.035 - vcross(D,z)*0.018, Ink)
#end
// Something that looks like writing and cannot be read.
#macro Scribble(X, Y, W, Ink)
  #local U = X;
  #local V = 0;
  #while (U < X+W)
    #local U2 = U + 0.006 + 0.007*rand(R);
    #local V2 = (rand(R)-0.4)*0.024;
    #if (rand(R) > 0.16)
      cylinder { <U,Y+V,0> <U2,Y+V2,0> 0.0021 scale <1,1,0.1> texture { pigment { rgb Ink } } translate -z*0.0042 }
    #end
    #local U = U2;
    #local V = V2;
  #end
#end
#declare Dark = <0.02,0.025,0.04>;
#declare Blue = <0.02,0.09,0.36>;
#declare Red = <0.48,0.03,0.03>;
#declare Green = <0.02,0.24,0.08>;
// The process: four steps, a choice, and a way back.
#declare I = 0;
#while (I < 4)
  Square(-0.98+I*0.52, 1.78-0.012*mod(I,2), 0.30, 0.17, Dark)
  Scribble(-0.94+I*0.52, 1.725, 0.20, Dark)
  Scribble(-0.94+I*0.52, 1.675, 0.13, Dark)
  #if (I < 3) Arrow(<-0.665+I*0.52,1.695,0>, <-0.485+I*0.52,1.692,0>, Blue) #end
  #declare I = I + 1;
#end
Scribble(-0.98, 1.93, 0.52, Red)
Stroke(<-0.99,1.895,0>, <-0.40,1.90,0>, Red)
Stroke(<0.22,1.42,0>, <0.40,1.54,0>, Green) Stroke(<0.40,1.54,0>, <0.58,1.42,0>, Green)
Stroke(<0.58,1.42,0>, <0.40,1.29,0>, Green) Stroke(<0.40,1.29,0>, <0.22,1.42,0>, Green)
Scribble(0.33, 1.42, 0.13, Green)
Arrow(<0.21,1.59,0>, <0.38,1.55,0>, Blue)
Arrow(<0.21,1.42,0>, <-0.10,1.42,0>, Blue)
Arrow(<0.60,1.42,0>, <0.80,1.58,0>, Blue)
Square(-0.44, 1.50, 0.33, 0.16, Dark)
Scribble(-0.40, 1.44, 0.23, Dark) Scribble(-0.40, 1.395, 0.16, Dark)
Arrow(<-0.46,1.43,0>, <-0.80,1.60,0>, Red)
#declare I = 0;
#while (I < 5)
  Stroke(<-0.95,1.20-I*0.055,0>, <-0.93,1.20-I*0.055,0>, Blue)
  Scribble(-0.90, 1.20-I*0.055, 0.28+0.2*rand(R), Dark)
  #declare I = I + 1;
#end
// Bars of a small diagram.
Stroke(<0.72,1.24,0>, <0.72,0.98,0>, Dark) Stroke(<0.72,0.98,0>, <1.14,0.98,0>, Dark)
#declare I = 0;
#while (I < 4) Square(0.77+I*0.09, 1.03+0.045*I, 0.05, 0.045+0.045*I, Red) #declare I = I + 1; #end
// Notes that somebody stuck on it.
#macro Sticker(X, Y, Turn, Colour)
  union {
    box { <-0.038,-0.038,-0.0015> <0.038,0.038,0> rotate x*-3 texture { pigment { rgb Colour } } }
    Scribble(-0.028, 0.012, 0.05, Dark) Scribble(-0.028, -0.012, 0.04, Dark)
    rotate z*Turn translate <X,Y,-0.006>
  }
#end
object { Sticker(-0.08, 1.12, 4, <0.86,0.68,0.12>) }
object { Sticker(0.03, 1.13, -3, <0.86,0.68,0.12>) }
object { Sticker(-0.03, 1.02, -6, <0.80,0.30,0.38>) }
object { Sticker(0.62, 1.80, 5, <0.34,0.62,0.22>) }
object { Sticker(0.40, 1.14, 7, <0.20,0.48,0.68>) }
// Markers and a wiper in the tray.
#macro Marker(X, Turn, Ink)
  union {
    cylinder { <-0.06,0,0> <0.025,0,0> 0.009 texture { pigment { rgb 0.75 } finish { specular 0.3 roughness 0.02 } } }
    cylinder { <0.025,0,0> <0.07,0,0> 0.0098 texture { pigment { rgb Ink } finish { specular 0.3 roughness 0.02 } } }
    rotate y*Turn translate <X,0.848,-0.045>
  }
#end
object { Marker(-0.40, 5, Blue) } object { Marker(-0.20, -7, Red) } object { Marker(0.02, 3, Dark) } object { Marker(0.20, 171, Green) }
object { Round_Box_Union(<0.38,0.838,-0.07>, <0.52,0.875,-0.02>, 0.008) Matt(<0.05,0.12,0.22>) }
