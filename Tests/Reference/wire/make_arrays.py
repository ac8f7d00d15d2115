"""Arrays as NumPy saves them: python3 make_arrays.py, in this folder."""

import numpy as np

rows = (np.arange(21).reshape(3, 7) - 10) / 8
np.save("rows_f4.npy", rows.astype("<f4"))
np.save("rows_f8_big.npy", rows.astype(">f8"))
np.save("rows_fortran.npy", np.asfortranarray(rows))
np.save("whole_i2.npy", (rows * 8).astype("<i2"))
np.save("empty.npy", np.zeros((0, 7)))
np.savez("stored.npz", states=rows.astype("f4"), other=np.zeros(3))
np.savez_compressed("packed.npz", actions=np.tile(rows, (40, 1)), other=np.zeros(3))
