import { matrix } from "./pairwise/matrix.js";

matrix("gcp");
