"""Spine Guide: spoken answers about cancer that has spread to the spine."""
