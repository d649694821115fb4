"""How long things take on this machine: the only package that looks at a clock to know.

It knows nothing of terminals; whoever asks runs it a piece at a time and may stop at any of them.
"""
