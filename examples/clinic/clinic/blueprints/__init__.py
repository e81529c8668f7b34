"""The pages of the clinic, one module for each desk."""
