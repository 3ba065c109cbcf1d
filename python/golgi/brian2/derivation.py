"""What Brian derives before a run, and Golgi derives itself.

Brian exponentiates the matrix of exact integration in symbols, which takes seconds for three equations. The code of a run is never
executed on this device; what is needed of it is which names it has, and what Brian refuses.
"""
from contextlib import contextmanager

import numpy as np
from brian2.stateupdaters.base import StateUpdateMethod, UnsupportedEquationsException
from brian2.stateupdaters.exact import get_linear_system, is_constant_over_dt
from brian2.utils.caching import cached
from brian2.utils.logger import get_logger

logger = get_logger('brian2.stateupdaters.base')
EXACT = ('exact', 'linear')


@contextmanager
def left_out():
    """Within it, equations that have an exact solution for certain are not solved."""
    original = StateUpdateMethod.__dict__['apply_stateupdater']

    def apply_stateupdater(equations, variables, method, method_options=None, group_name=None):
        chosen = isinstance(method, str)
        first = method.lower() if chosen else method[0] if isinstance(method, (tuple, list)) and method else None
        if first in EXACT and not method_options:
            code = placeholder(equations, variables, None if chosen else group_name)
            if code is not None:
                return code
        return original.__func__(equations, variables, method, method_options=method_options, group_name=group_name)

    StateUpdateMethod.apply_stateupdater = staticmethod(apply_stateupdater)
    try:
        yield
    finally:
        StateUpdateMethod.apply_stateupdater = original


@cached
def placeholder(equations, variables, group_name):
    """Code with all names of equations that are linear and not coupled in a circle, and None for others: those, Brian judges itself.

    The eigenvalues of such equations are their own coefficients, and so real. group_name is that of a group for which no method was chosen.
    """
    if equations.is_stochastic:
        return None
    try:
        names, matrix, constants = get_linear_system(equations, variables)
    except UnsupportedEquationsException:
        return None
    dt = variables['dt'].get_value()[0] if 'dt' in variables else None
    if not names or not all(is_constant_over_dt(entry, variables, dt) for entry in [*matrix, *constants]):
        return None
    if any(matrix[k, k] == 0 for k in range(len(names))) or in_circle(matrix):
        return None
    if group_name is not None:
        logger.info(f"No numerical integration method specified for group '{group_name}', using method 'exact'.", 'method_choice')
    return '\n'.join(f'{name} = {name} + dt*({expression.code})' for name, expression in equations.get_substituted_expressions(variables))


def in_circle(matrix):
    """Whether equations depend on themselves by way of others."""
    n = matrix.shape[0]
    coupled = np.array([[i != j and matrix[i, j] != 0 for j in range(n)] for i in range(n)])
    reached = coupled
    for _ in range(n):
        reached = reached | (reached @ coupled)
    return bool(np.diagonal(reached).any())
