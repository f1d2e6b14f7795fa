"""What did the person mean? Text becomes a tree, and the tree is said back in words."""
