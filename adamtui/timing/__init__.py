"""How long things take on this machine: the only package that reports what a clock says.

It knows nothing of terminals; whoever asks runs it a piece at a time and may stop at any of them.
"""
