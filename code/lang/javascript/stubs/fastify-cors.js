// fastify-cors: the former name.
export { default } from "@fastify/cors"
