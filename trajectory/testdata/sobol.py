"""Points of the Sobol sequence, as scipy has them, into sobol.txt: a line for each, its number and its 100 places times 2^30.

    /usr/bin/python3 sobol.py > sobol.txt
"""
import scipy
from scipy.stats import qmc

print("# scipy", scipy.__version__, "scipy.stats.qmc.Sobol(100, scramble=False, bits=30)")
points = qmc.Sobol(100, scramble=False, bits=30).random(1024)
for i in (0, 1, 2, 3, 4, 100, 777, 1023):
    print(i, *[int(x * 2**30) for x in points[i]])
