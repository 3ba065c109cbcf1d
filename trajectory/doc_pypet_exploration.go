// # Exploration, for those who know pypet
//
// Each call of Golgi's is in an example below, or in one of package manager.
//
//	pypet 0.7                               Golgi
//	traj.f_explore({'x': […], 'y': […]})    traj.Explore(trajectory.Zip{{Path: "x", Values: …}, {Path: "y", Values: …}})
//	cartesian_product({'x': …, 'y': …})     trajectory.Cartesian{…}, which Explore takes; the last axis varies fastest there, too
//	cartesian_product(…, (('x', 'y'), 'z')) trajectory.Product{trajectory.Zip{x, y}, z}; lists of different lengths are an error
//	-                                       Explicit, OneAtATime, Random, LatinHypercube, Sobol; Range, Linear, Logarithmic
//	traj.f_expand({'x': […]})               traj.Expand(e), which leaves out the points that are there; in a file: run --append
//	traj.f_find_idx(['x'], predicate)       traj.Find(func(p *trajectory.Values) bool { return p.Float("x") > 1 })
//	-                                       trajectory.FindRuns(store, traj, …), by what runs gave
//	find_unique_points(traj)                traj.UniquePoints("x"): no point occurs twice, but for parameters that are left out
//	traj.f_shrink()                         traj.Shrink(), or traj.Shrink(3, 5) for some of the runs; what is stored stays as it is
//	env.add_postprocessing(f)               m.Search(ctx, traj, store, workers, trajectory.SearchFunc(f)), or one of package search;
//	                                        it can be resumed
//	traj.f_set_crun(i), traj.v_idx          run, err := traj.Run(i); run.Index(). The trajectory itself is never at a run
//	traj.f_iter_runs()                      for i := range traj.Len()
//	traj.f_restore_default()                nothing: the trajectory reads the defaults at any time
//	traj.f_idx_to_run(i)                    trajectory.RunName(i)
//	len(traj)                               traj.Len()
//	traj.f_get_explored_parameters()        traj.ExploredPaths(), traj.Axes()
//	traj.f_has_range('x'), v_explored       traj.Explored("x")
//	traj.f_is_completed(i)                  store.Status(traj, i), which is true at once, and after a crash
//	traj.f_get_run_information(i)           run, err := store.LoadRun(traj, i); run.Record()
//	traj.f_get_from_runs('z')               trajectory.Rows(store, traj, "z")
//	parameter[i], f_get_range()             trajectory.Value[float64](run, "x"), traj.Axes()
package trajectory
