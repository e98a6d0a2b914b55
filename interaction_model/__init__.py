"""The interaction model: how people ask, compiled to what Amazon's recogniser takes."""
