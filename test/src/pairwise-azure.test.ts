import { matrix } from "./pairwise/matrix.js";

matrix("azure");
