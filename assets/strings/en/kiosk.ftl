# The touch kiosk.
