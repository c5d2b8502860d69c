"""The commands of ``xuncha``, a file each; ``pipeline.cli`` lists them."""
