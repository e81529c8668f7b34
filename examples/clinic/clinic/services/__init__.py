"""What the clinic does, apart from answering requests."""
