"""Python front ends of the Golgi simulator. `import golgi.brian2` gives Brian 2 the device "golgi"."""
