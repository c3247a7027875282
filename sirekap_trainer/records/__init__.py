"""What a trainer keeps: who there is, which classes were held, what came out of them."""
