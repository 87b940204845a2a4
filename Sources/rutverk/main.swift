print("rutverk")
