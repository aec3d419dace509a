// The shapes of the world's countries, as TopoJSON in one string; build.mjs makes it from Natural Earth.
declare module "atlas" { const topology: string; export default topology; }
declare module "*.css";
