"""Spine Guide on our own machine: the Alexa endpoint, proved requests only, and the site."""
