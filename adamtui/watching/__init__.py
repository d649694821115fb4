"""What changes in a folder of lessons, told as it happens."""
