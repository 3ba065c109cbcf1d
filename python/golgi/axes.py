"""The axes of what runs gave: their names, coordinates and units."""
from . import units
from .values import is_item, read, text
from .view import leaves

# What monitors call the coordinates of their axes.
RECORDED = {'time': 't', 'element': 'record', 'bin': 'bins'}


def result_dims(name, node):
    """The names of an item's axes; those without are called by the item and their number."""
    dims = text(node.attrs.get('dims')).split()
    dims += [f'{name}_{k}' for k in range(len(dims), len(node.shape))]
    return tuple(dims[:len(node.shape)])


def coordinates(result, dims):
    """The coordinates of an item's axes: items of the name of an axis; of monitors, those that belong to it."""
    found = {}
    for d in dims:
        for name in (d, RECORDED.get(d) if 'SRVC_AN_monitor' in result.attrs else None):
            node = result.get(name) if name else None
            if node is not None and is_item(name, node) and hasattr(node, 'shape') and len(node.shape) == 1 and text(node.attrs.get('dims'), d) == d:
                found[d] = read(node), text(node.attrs.get('units')), text(node.attrs.get('comment'))
                break
    return found


def described(unit, comment, **more):
    attrs = {'units': units.for_pint(unit), 'comment': comment, **more}
    return {name: value for name, value in attrs.items() if value}


def items_of(group):
    """Yields the paths of all items of results below a group."""
    for path, result in leaves(group):
        if not isinstance(result, str):
            for name, node in result.items():
                if is_item(name, node):
                    yield f'{path}.{name}'
