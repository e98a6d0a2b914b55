"""Audio: speech becomes recordings, with Google's voice online and espeak-ng offline."""
