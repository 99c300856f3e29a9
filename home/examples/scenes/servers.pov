// An aisle between racks with servers and small lights.
#declare Plain = 1;
#include "common.inc"
#declare R = seed(23);
Photo(<-0.28,1.42,-1.15>, <0.22,1.22,1.6>, 62)

box { <-4,-0.1,-4> <4,0,12> texture { pigment { checker rgb 0.30, rgb 0.33 scale 0.6 } finish { specular 0.3 roughness 0.015 reflection { 0.03 0.4 fresnel } conserve_energy } } interior { ior 1.45 } }
box { <-4,2.7,-4> <4,2.8,12> Matt(<0.30,0.31,0.32>) }
box { <-4,0,8.4> <4,2.8,8.5> Matt(<0.42,0.43,0.44>) }
box { <-4,0,-4.2> <4,2.8,-4> Matt(<0.3,0.3,0.3>) }
#declare I = 0;
#while (I < 3)
  box { <-0.12,2.66,-0.55> <0.12,2.69,0.55> Glow(<0.80,0.90,1.0>, 2.2) translate <0,0,-0.6+I*2.4> }
  light_source { <0,2.62,-0.6+I*2.4> rgb <0.80,0.90,1.0>*0.45*Lit }
  #declare I = I + 1;
#end
light_source { <0.1,1.2,-3> rgb <0.75,0.88,1.0>*0.16*Lit shadowless }
// A small light: most are green, some blue or amber.
#macro Light(Y, Z)
  #local Which = rand(R);
  sphere {
    <-0.0025,Y,Z> 0.0028
    Glow((Which < 0.62 ? <0.12,1.0,0.25> : (Which < 0.85 ? <0.15,0.45,1.0> : <1.0,0.55,0.06>)), 2.6)
  }
#end
#macro Server(Tall)
  union {
    box { <0,0.002,0.055> <0.6,Tall-0.002,0.545> Matt(<0.035,0.037,0.04>) }
    box { <-0.006,0.004,0.06> <0,Tall-0.004,0.09> texture { Aluminium } }
    box { <-0.006,0.004,0.51> <0,Tall-0.004,0.54> texture { Aluminium } }
    #local N = 0;
    #local Kind = rand(R);
    #if (Kind < 0.55)
      // Drives beside each other.
      #while (N < 10)
        box { <-0.005,0.006,0.10+N*0.0405> <0,Tall-0.006,0.137+N*0.0405> texture { pigment { rgb 0.06 } finish { specular 0.3 roughness 0.03 } } }
        box { <-0.007,0.010,0.104+N*0.0405> <-0.004,Tall-0.010,0.110+N*0.0405> texture { Aluminium } }
        #if (rand(R) < 0.75) union { Light(Tall-0.012, 0.130+N*0.0405) translate -x*0.004 } #end
        #local N = N + 1;
      #end
    #else
      // Ports with cables.
      #while (N < 20)
        box { <-0.0012,Tall*0.3,0.102+N*0.0203> <0.001,Tall*0.62,0.116+N*0.0203> Matt(<0.008,0.008,0.008>) }
        #if (rand(R) < 0.6) Light(Tall*0.75, 0.109+N*0.0203) #end
        #if (rand(R) < 0.45)
          #local Sag = 0.05+0.09*rand(R);
          #local Ink = (rand(R) < 0.6 ? <0.02,0.10,0.34> : (rand(R) < 0.5 ? <0.55,0.34,0.03> : <0.34,0.34,0.35>));
          #local Z = 0.109+N*0.0203;
          union {
            cylinder { <0.0,Tall*0.45,Z> <-0.03,Tall*0.40,Z> 0.0028 }
            cylinder { <-0.03,Tall*0.40,Z> <-0.042,Tall*0.1,Z+0.01> 0.0028 }
            cylinder { <-0.042,Tall*0.1,Z+0.01> <-0.04,-Sag,0.20+N*0.016> 0.0028 }
            cylinder { <-0.04,-Sag,0.20+N*0.016> <-0.03,-Sag*1.3,0.40+N*0.006> 0.0028 }
            cylinder { <-0.03,-Sag*1.3,0.40+N*0.006> <-0.02,-Sag*1.1,0.56> 0.0028 }
            texture { pigment { rgb Ink } finish { specular 0.3 roughness 0.02 } }
          }
        #end
        #local N = N + 1;
      #end
    #end
  }
#end
// A rack of 60 cm wide whose front looks to -x.
#macro Rack()
  union {
    difference {
      box { <-0.02,0.02,0> <0.9,2.15,0.6> }
      box { <-0.1,0.10,0.05> <0.8,2.08,0.55> }
      texture { Black_Plastic }
    }
    #local Y = 0.12;
    #while (Y < 2.0)
      #local Tall = (rand(R) < 0.55 ? 0.089 : 0.0445);
      #if (rand(R) < 0.88) object { Server(Tall) translate y*Y } #end
      #local Y = Y + Tall;
    #end
  }
#end
#declare I = 0;
#while (I < 6)
  object { Rack() translate <0.62,0,-0.6+I*0.605> }
  object { Rack() scale <-1,1,1> translate <-0.78,0,-0.6+I*0.605> }
  #declare I = I + 1;
#end
box { <0.6,0,3.03> <4,2.3,8.4> Matt(<0.05,0.05,0.055>) }
box { <-4,0,3.03> <-0.76,2.3,8.4> Matt(<0.05,0.05,0.055>) }
// A tray for cables above the racks.
#declare I = 0;
#while (I < 30)
  box { <0.62,2.35,0> <1.2,2.365,0.015> translate z*(-1+I*0.3) texture { Steel } }
  #declare I = I + 1;
#end
box { <0.62,2.35,-1> <0.635,2.42,8.4> texture { Steel } }
