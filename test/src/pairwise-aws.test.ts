import { matrix } from "./pairwise/matrix.js";

matrix("aws");
