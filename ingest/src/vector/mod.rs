//! Outlines in any format and projection GDAL knows, as units in WGS84.
