import { isIP } from "node:net";
import { dnsLabel } from "../names";
import { number, objects, props, text } from "../values";
import { each, follows, invalid, oneOf, type Rules, when } from "./fault";

/** "Leases". */
export const lease: Rules = (object) => {
  const seconds = number(props(object.spec).leaseDurationSeconds);
  return when(
    seconds !== undefined && seconds <= 0,
    invalid("spec.leaseDurationSeconds", seconds, "must be greater than 0"),
  );
};

/** "Ingress: ingress class". */
export const ingressClass: Rules = (object) => {
  const controller = text(props(object.spec).controller);
  const legal = controller === undefined || /^[a-z0-9.-]+\/[^\s]+$/.test(controller);
  return when(!legal, invalid("spec.controller", controller, 'must be a domain-prefixed path (such as "acme.io/foo")'));
};

/** "Runtime Class". */
export const runtimeClass: Rules = (object) => follows(dnsLabel, object.handler, "handler");

/** "EndpointSlices". */
export const endpointSlice: Rules = (object) => oneOf(["FQDN", "IPv4", "IPv6"], object.addressType, "addressType");

/** "Service: Endpoints". */
export const endpoints: Rules = (object) =>
  each(objects(object.subsets), "subsets", (subset, at) =>
    each(objects(subset.addresses), `${at}.addresses`, ({ ip }, place) =>
      when(text(ip) !== undefined && isIP(String(ip)) === 0, invalid(`${place}.ip`, ip, "must be a valid IP address")),
    ),
  );

/** "Dynamic Admission Control". */
export const webhooks: Rules = (object) =>
  each(objects(object.webhooks), "webhooks", ({ name }, at) =>
    when(
      text(name) !== undefined && String(name).split(".").length < 3,
      invalid(`${at}.name`, name, "should be a domain with at least three segments separated by dots"),
    ),
  );

/** "APIService". */
export const apiService: Rules = (object) => {
  const { group, version } = props(object.spec);
  const [name, wanted] = [text(props(object.metadata).name), `${text(version) ?? ""}.${text(group) ?? ""}`];
  const known = name !== undefined && text(group) !== undefined && text(version) !== undefined;
  return when(
    known && name !== wanted,
    invalid("metadata.name", name, `must be \`spec.version+"."+spec.group\`: "${wanted}"`),
  );
};
