// Bicycles in a row before the brick front of an office, in morning sun.
#include "common.inc"
#declare R = seed(8);
Photo(<-2.05,1.30,-2.9>, <0.70,0.78,0.6>, 57)

sky_sphere { pigment { gradient y color_map { [0 rgb <0.75,0.82,0.90>] [1 rgb <0.25,0.45,0.80>] } } }
light_source { <-90,70,-80> rgb <1.0,0.88,0.70>*1.55*Lit area_light x*3, y*3, 3, 3 adaptive 1 jitter parallel point_at 0 }

// The ground of small bricks.
plane {
  y, 0
  texture {
    pigment { brick pigment { rgb <0.13,0.12,0.11> } pigment { granite scale 0.9 color_map { [0 rgb <0.20,0.16,0.14>] [0.5 rgb <0.30,0.24,0.20>] [1 rgb <0.36,0.31,0.27>] } } brick_size <0.21,0.11,0.105> mortar 0.006 translate y*0.05 }
    normal { granite 0.2 scale 0.05 }
  }
}
// The front: brick, tall windows with dark frames, a stone plinth.
difference {
  box { <-12,0,2.4> <14,9,2.9> }
  #declare I = 0;
  #while (I < 8) box { <-11+I*3,0.75,2> <-9.2+I*3,3.0,3> } box { <-11+I*3,4.1,2> <-9.2+I*3,6.4,3> } #declare I = I + 1; #end
  texture {
    pigment { brick pigment { rgb <0.40,0.37,0.33> } pigment { granite scale 1.1 color_map { [0 rgb <0.22,0.10,0.065>] [0.5 rgb <0.34,0.155,0.09>] [1 rgb <0.42,0.21,0.13>] } } brick_size <0.22,0.065,0.105> mortar 0.011 }
    normal { granite 0.25 scale 0.05 }
  }
}
box { <-12,0,2.36> <14,0.42,2.5> texture { Concrete } }
#declare I = 0;
#while (I < 8)
  union {
    difference { box { <0,0.75,2.55> <1.8,3.0,2.62> } box { <0.07,0.82,2> <1.73,2.93,3> } Matt(<0.03,0.04,0.045>) }
    box { <0.87,0.75,2.55> <0.93,3.0,2.62> Matt(<0.03,0.04,0.045>) }
    box { <0.05,0.8,2.59> <1.75,2.95,2.60> texture { pigment { rgb <0.02,0.026,0.03> } finish { diffuse 0.3 specular 0.3 roughness 0.005 reflection { 0.10 0.8 fresnel } conserve_energy } normal { bumps 0.01 scale 0.7 } } interior { ior 1.5 } }
    box { <-0.08,0.68,2.33> <1.88,0.75,2.6> texture { Concrete } }
    translate x*(-11+I*3)
  }
  #declare I = I + 1;
#end
// What the windows mirror: houses over the way, behind the camera.
box { <-30,0,-26> <30,8,-25> Matt(<0.34,0.27,0.22>) }

// A city bicycle: its wheels stand on the x axis, 1.08 m apart, the front one at +x.
#macro Wheel(Seed)
  union {
    torus { 0.325 0.019 rotate x*90 Matt(<0.02,0.02,0.02>) }
    torus { 0.303 0.011 rotate x*90 texture { Aluminium } }
    cylinder { <0,0,-0.045> <0,0,0.045> 0.022 texture { Steel } }
    #local N = 0;
    #while (N < 28)
      cylinder { <0.02*cos(N*1.1),0.02*sin(N*1.1),(mod(N,2)-0.5)*0.05> <0.303*cos(N*2*pi/28),0.303*sin(N*2*pi/28),0> 0.0013 texture { Steel } }
      #local N = N + 1;
    #end
    rotate z*Seed translate y*0.345
  }
#end
#macro Guard()
  intersection {
    difference { cylinder { <0,0,-0.027> <0,0,0.027> 0.362 } cylinder { <0,0,-0.1> <0,0,0.1> 0.357 } }
    union { box { <-1,-0.02,-1> <0.18,1,1> } box { <-1,-0.18,-1> <0,0,1> } }
    translate y*0.345
  }
#end
#macro Bicycle(Colour, Basket)
  union {
    object { Wheel(20) }
    object { Wheel(75) translate x*1.08 }
    union {
      object { Guard() }
      object { Guard() translate x*1.08 }
      cylinder { <0.43,0.30,0> <0.27,0.86,0> 0.017 }
      cylinder { <0.43,0.30,0> <0.86,0.74,0> 0.019 }
      cylinder { <0.345,0.60,0> <0.84,0.86,0> 0.017 }
      cylinder { <0.87,0.70,0> <0.82,0.94,0> 0.020 }
      cylinder { <0,0.345,0.04> <0.43,0.30,0.03> 0.010 }
      cylinder { <0,0.345,-0.04> <0.43,0.30,-0.03> 0.010 }
      cylinder { <0,0.345,0.04> <0.30,0.74,0.02> 0.009 }
      cylinder { <0,0.345,-0.04> <0.30,0.74,-0.02> 0.009 }
      sphere_sweep { b_spline 5 <0.82,0.90,0.05> 0.012 <0.88,0.69,0.05> 0.012 <0.96,0.50,0.05> 0.011 <1.08,0.345,0.05> 0.010 <1.2,0.25,0.05> 0.01 }
      sphere_sweep { b_spline 5 <0.82,0.90,-0.05> 0.012 <0.88,0.69,-0.05> 0.012 <0.96,0.50,-0.05> 0.011 <1.08,0.345,-0.05> 0.010 <1.2,0.25,-0.05> 0.01 }
      object { Round_Box_Union(<-0.06,0.26,-0.062>, <0.50,0.39,-0.042>, 0.009) }
      texture { pigment { rgb Colour } finish { specular 0.4 roughness 0.01 reflection { 0.02 0.3 fresnel } conserve_energy } }
      interior { ior 1.5 }
    }
    // Saddle, handlebar, carrier and lamp.
    cylinder { <0.27,0.86,0> <0.245,0.97,0> 0.012 texture { Steel } }
    union {
      sphere { 0 1 scale <0.13,0.035,0.095> translate <0.19,0.99,0> }
      sphere { 0 1 scale <0.14,0.028,0.035> translate <0.30,0.992,0> }
      Matt(<0.10,0.05,0.025>)
    }
    cylinder { <0.82,0.94,0> <0.795,1.08,0> 0.012 texture { Steel } }
    #local S = -1;
    #while (S < 2)
      sphere_sweep { b_spline 6 <0.80,1.08,-S*0.1> 0.011 <0.795,1.08,0> 0.011 <0.84,1.10,S*0.16> 0.011 <0.74,1.12,S*0.28> 0.011 <0.60,1.10,S*0.27> 0.011 <0.5,1.08,S*0.26> 0.011 texture { Steel } }
      sphere_sweep { linear_spline 2 <0.67,1.11,S*0.272> 0.017 <0.585,1.097,S*0.268> 0.017 Matt(<0.06,0.03,0.02>) }
      cylinder { <-0.20,0.735,S*0.055> <0.24,0.735,S*0.055> 0.006 texture { Black_Plastic } }
      cylinder { <-0.02,0.345,S*0.06> <-0.10,0.735,S*0.055> 0.005 texture { Black_Plastic } }
      box { <-0.035,-0.012,-0.05> <0.035,0.012,0.05> translate <0.43+S*0.12,0.30+S*0.11,S*0.13> texture { Black_Plastic } }
      cylinder { <0.43,0.30,S*0.075> <0.43+S*0.12,0.30+S*0.11,S*0.09> 0.010 texture { Steel } }
      #local S = S + 2;
    #end
    #local N = 0;
    #while (N < 5)
      cylinder { <-0.18+N*0.1,0.735,-0.055> <-0.18+N*0.1,0.735,0.055> 0.004 texture { Black_Plastic } }
      #local N = N + 1;
    #end
    sphere { <0.93,0.83,0> 0.045 texture { Steel } }
    cylinder { <-0.235,0.70,0> <-0.22,0.70,0> 0.028 texture { pigment { rgb <0.40,0.01,0.01> } finish { specular 0.5 roughness 0.01 } } }
    #if (Basket)
      difference {
        object { Round_Box_Union(<0.86,0.88,-0.19>, <1.16,1.12,0.19>, 0.02) }
        box { <0.875,0.9,-0.175> <1.145,1.3,0.175> }
        texture { pigment { brick rgb <0.10,0.06,0.03>, rgb <0.38,0.24,0.12> brick_size <0.03,0.014,0.03> mortar 0.003 } normal { brick 0.5 brick_size <0.03,0.014,0.03> mortar 0.003 } }
      }
    #end
    rotate x*-5
  }
#end
#declare Paints = array[7] { <0.02,0.02,0.022>, <0.03,0.16,0.17>, <0.02,0.02,0.022>, <0.36,0.05,0.03>, <0.06,0.08,0.16>, <0.02,0.02,0.022>, <0.50,0.44,0.32> }
#declare I = 0;
#while (I < 7)
  object { Bicycle(Paints[I], (mod(I,3) = 1 ? 1 : 0)) rotate y*(-62+3*rand(R)) translate <-0.95+I*0.62,0,-0.10+0.08*rand(R)> }
  // The stand that holds the front wheel.
  union {
    cylinder { <0,0,-0.035> <0,0.42,-0.035> 0.010 } cylinder { <0,0,0.035> <0,0.42,0.035> 0.010 }
    torus { 0.035 0.010 rotate z*90 translate y*0.42 }
    texture { Steel } rotate y*-62 translate <-0.30+I*0.62,0,1.08>
  }
  #declare I = I + 1;
#end
box { <-4,0.0,1.05> <6,0.04,1.10> texture { Steel } }
// Shadow of a tree outside the picture.
#declare I = 0;
#while (I < 420)
  sphere { <-9+2.6*(rand(R)+rand(R)-1),6.2+1.8*(rand(R)+rand(R)-1),-4.4+2.6*(rand(R)+rand(R)-1)> 0.07+0.05*rand(R) Matt(<0.1,0.2,0.05>) no_image no_reflection }
  #declare I = I + 1;
#end
