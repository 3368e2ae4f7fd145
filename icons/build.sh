#!/bin/sh
# Draws the sizes from gatehouse.svg. Needs rsvg-convert (on Debian: librsvg2-bin).
set -eu
cd "$(dirname "$0")"
for size in 16 24 32 48 64 128 256 512; do
  rsvg-convert -w "$size" -h "$size" gatehouse.svg -o "gatehouse-$size.png"
done
