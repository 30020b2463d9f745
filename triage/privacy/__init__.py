"""The law on people's data: handed out, removed, and deleted when its time has come."""
