"""Stories → edition → forms → messages: pure, without I/O, clock or randomness."""
