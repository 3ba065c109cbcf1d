"""The device "golgi" of Brian 2: unmodified scripts run on the Golgi simulator.

    import golgi.brian2
    set_device('golgi')

Brian makes everything, as ever: groups, connections, initial values, store and restore. Only Network.run is replaced. See README.md beside the
package for what is refused.
"""
from .device import GolgiDevice, device  # noqa: F401  (registers the device)
