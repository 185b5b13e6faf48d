# The announcement board and the LED strip.
