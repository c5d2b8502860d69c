"""The platforms of 政务新媒体 as they answer in the world: pages whose scripts ask, and what they get."""
