"""List APIs (接口): what a page's own script would ask for, and how the answer reads."""
