"""The pages of `monitor web`: what is stored, to read and to answer in a browser. The only home of Starlette."""
