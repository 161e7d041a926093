import type { FunctionModel, Model, StoredResource, World } from "@isobar/sandbox";

const GLOBAL = /^aws:(budgets|iam|s3)\//;

/** AWS as a call to one region sees it: what lives in another region is not there. */
function inOneRegion<W extends World>(world: W): W {
  const isHere = ({ outputs: { region } }: StoredResource) => region === undefined || region === world.region;
  return {
    ...world,
    find: (type, id) => {
      const found = world.find(type, id);
      return found && (GLOBAL.test(type) || isHere(found)) ? found : undefined;
    },
    list: (type, having) => {
      const all = world.list(type, having);
      return GLOBAL.test(type) ? all : all.filter(isHere);
    },
  };
}

/** A model that sees one region only. */
export function scoped(model: Model): Model {
  const { id, outputs, refuse, refuseDelete, tick, reclaim } = model;
  return {
    ...model,
    id: (inputs, world) => id(inputs, inOneRegion(world)),
    ...(outputs && { outputs: (inputs, world) => outputs(inputs, inOneRegion(world)) }),
    ...(refuse && { refuse: (inputs, world) => refuse(inputs, inOneRegion(world)) }),
    ...(refuseDelete && { refuseDelete: (resource, world) => refuseDelete(resource, inOneRegion(world)) }),
    ...(tick && { tick: (resource, world) => tick(resource, inOneRegion(world)) }),
    ...(reclaim && { reclaim: (resource, world) => reclaim(resource, inOneRegion(world)) }),
  };
}

/** A function that sees one region only. */
export function scopedFunction(model: FunctionModel): FunctionModel {
  return { ...model, call: (args, world) => model.call(args, inOneRegion(world)) };
}
