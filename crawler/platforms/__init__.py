"""The platforms of 政务新媒体: what their pages and answers say of an account, read from bytes alone."""
