"""What the paper says: pages, boxes, labels and arithmetic of each form."""
