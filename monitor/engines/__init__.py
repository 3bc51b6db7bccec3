"""Where jobs run, and what keeps watch over them."""
