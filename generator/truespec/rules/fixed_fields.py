"""The fixed fields of each object of OpenAPI 3.0, 3.1 and 3.2, one line an object.

`key!type` is required and `key:type` is not; `[type]` is a list and `{type}` a mapping; `type|type` is either;
`@3.1` is there since 3.1, `@-3.0` until 3.0. An object in OPEN may hold other keys too.
See https://spec.openapis.org/oas/v3.2.0#openapi-object and, for what differs, the older versions.
"""

from __future__ import annotations

from typing import Final

OPEN: Final = frozenset(("Schema@3.1",))

_STYLED: Final = (
    "description:text deprecated:flag explode:flag schema:Schema content:{MediaType} example:any examples:{Example}"
)

OBJECTS: Final = f"""
OpenAPI openapi!text info!Info servers:[Server] paths!Paths@-3.0 paths:Paths@3.1 webhooks:{{PathItem}}@3.1
  components:Components security:[Security] tags:[Tag] externalDocs:ExternalDocumentation
  jsonSchemaDialect:text@3.1 $self:text@3.2
Info title!text summary:text@3.1 description:text termsOfService:text contact:Contact license:License version!text
Contact name:text url:text email:text
License name!text identifier:text@3.1 url:text
Server url!text description:text name:text@3.2 variables:{{ServerVariable}}
ServerVariable enum:[text] default!text description:text
Components schemas:{{Schema}} responses:{{Response}} parameters:{{Parameter}} examples:{{Example}}
  requestBodies:{{RequestBody}} headers:{{Header}} securitySchemes:{{SecurityScheme}} links:{{Link}}
  callbacks:{{Callback}} pathItems:{{PathItem}}@3.1 mediaTypes:{{MediaType}}@3.2
PathItem $ref:text summary:text description:text get:Operation put:Operation post:Operation delete:Operation
  options:Operation head:Operation patch:Operation trace:Operation query:Operation@3.2
  additionalOperations:{{Operation}}@3.2 servers:[Server] parameters:[Parameter]
Operation tags:[text] summary:text description:text externalDocs:ExternalDocumentation operationId:text
  parameters:[Parameter] requestBody:RequestBody responses!Responses@-3.0 responses:Responses@3.1
  callbacks:{{Callback}} deprecated:flag security:[Security] servers:[Server]
ExternalDocumentation description:text url!text
Parameter {_STYLED} name!text in!path|query|header|cookie in!path|query|header|cookie|querystring@3.2
  required:flag allowEmptyValue:flag allowReserved:flag
  style:matrix|label|form|simple|spaceDelimited|pipeDelimited|deepObject
  style:matrix|label|form|simple|spaceDelimited|pipeDelimited|deepObject|cookie@3.2
RequestBody description:text content!{{MediaType}} required:flag
MediaType description:text@3.2 schema:Schema example:any examples:{{Example}} encoding:{{Encoding}}
  itemSchema:Schema@3.2 prefixEncoding:[Encoding]@3.2 itemEncoding:Encoding@3.2
Encoding contentType:text headers:{{Header}} style:form|spaceDelimited|pipeDelimited|deepObject explode:flag
  allowReserved:flag encoding:{{Encoding}}@3.2 prefixEncoding:[Encoding]@3.2 itemEncoding:Encoding@3.2
Response description!text@-3.1 description:text@3.2 summary:text@3.2 headers:{{Header}} content:{{MediaType}}
  links:{{Link}}
Example summary:text description:text value:any externalValue:text dataValue:any@3.2 serializedValue:text@3.2
Link operationRef:text operationId:text parameters:{{any}} requestBody:any description:text server:Server
Header {_STYLED} required:flag style:simple allowEmptyValue:flag@-3.0 allowReserved:flag@-3.0
Tag name!text summary:text@3.2 description:text externalDocs:ExternalDocumentation parent:text@3.2 kind:text@3.2
Discriminator propertyName!text mapping:{{text}} defaultMapping:text@3.2
XML name:text namespace:text prefix:text attribute:flag wrapped:flag
  nodeType:element|attribute|text|cdata|none@3.2
SecurityScheme type!apiKey|http|oauth2|openIdConnect type!apiKey|http|oauth2|openIdConnect|mutualTLS@3.1
  description:text name:text in:query|header|cookie scheme:text bearerFormat:text flows:OAuthFlows
  openIdConnectUrl:text oauth2MetadataUrl:text@3.2 deprecated:flag@3.2
OAuthFlows implicit:OAuthFlow password:OAuthFlow clientCredentials:OAuthFlow authorizationCode:OAuthFlow
  deviceAuthorization:OAuthFlow@3.2
OAuthFlow authorizationUrl:text tokenUrl:text refreshUrl:text scopes!{{text}} deviceAuthorizationUrl:text@3.2
Schema title:text description:text multipleOf:number maximum:number minimum:number maxLength:natural
  minLength:natural pattern:text maxItems:natural minItems:natural uniqueItems:flag maxProperties:natural
  minProperties:natural required:[text] enum:[any] format:text default:any discriminator:Discriminator
  readOnly:flag writeOnly:flag example:any externalDocs:ExternalDocumentation deprecated:flag xml:XML not:Schema
  allOf:[Schema] oneOf:[Schema] anyOf:[Schema] items:Schema properties:{{Schema}} additionalProperties:Schema|flag
  nullable:flag@-3.0 exclusiveMaximum:flag@-3.0 exclusiveMinimum:flag@-3.0
  type:array|boolean|integer|number|object|string@-3.0 type:types@3.1 exclusiveMaximum:number@3.1
  exclusiveMinimum:number@3.1 $defs:{{Schema}}@3.1 prefixItems:[Schema]@3.1 contains:Schema@3.1
  minContains:natural@3.1 maxContains:natural@3.1 patternProperties:{{Schema}}@3.1 propertyNames:Schema@3.1
  if:Schema@3.1 then:Schema@3.1 else:Schema@3.1 dependentSchemas:{{Schema}}@3.1 unevaluatedItems:Schema@3.1
  unevaluatedProperties:Schema@3.1 contentSchema:Schema@3.1 contentEncoding:text@3.1 contentMediaType:text@3.1
  examples:[any]@3.1 $comment:text@3.1 $id:text@3.1 $anchor:text@3.1 $dynamicAnchor:text@3.1 $dynamicRef:text@3.1
  $vocabulary:{{flag}}@3.1
"""

SWAGGER: Final = """
OpenAPI swagger!text info!Info host:text basePath:text schemes:[scheme] consumes:[text] produces:[text]
  paths!Paths definitions:{Schema} parameters:{Parameter} responses:{Response}
  securityDefinitions:{SecurityScheme} security:[Security] tags:[Tag] externalDocs:ExternalDocumentation
Info title!text description:text termsOfService:text contact:Contact license:License version!text
Contact name:text url:text email:text
License name!text url:text
PathItem $ref:text get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation
  patch:Operation parameters:[Parameter]
Operation tags:[text] summary:text description:text externalDocs:ExternalDocumentation operationId:text
  consumes:[text] produces:[text] parameters:[Parameter] responses!Responses schemes:[scheme] deprecated:flag
  security:[Security]
ExternalDocumentation description:text url!text
Parameter name!text in!query|header|path|formData|body description:text required:flag schema:Schema
  type:string|number|integer|boolean|array|file format:text allowEmptyValue:flag items:Items
  collectionFormat:csv|ssv|tsv|pipes|multi default:any maximum:number exclusiveMaximum:flag minimum:number
  exclusiveMinimum:flag maxLength:natural minLength:natural pattern:text maxItems:natural minItems:natural
  uniqueItems:flag enum:[any] multipleOf:number
Items type!string|number|integer|boolean|array format:text items:Items collectionFormat:csv|ssv|tsv|pipes
  default:any maximum:number exclusiveMaximum:flag minimum:number exclusiveMinimum:flag maxLength:natural
  minLength:natural pattern:text maxItems:natural minItems:natural uniqueItems:flag enum:[any] multipleOf:number
Header type!string|number|integer|boolean|array format:text items:Items collectionFormat:csv|ssv|tsv|pipes
  default:any maximum:number exclusiveMaximum:flag minimum:number exclusiveMinimum:flag maxLength:natural
  minLength:natural pattern:text maxItems:natural minItems:natural uniqueItems:flag enum:[any] multipleOf:number
  description:text
Response description!text schema:Schema headers:{Header} examples:{any}
Tag name!text description:text externalDocs:ExternalDocumentation
XML name:text namespace:text prefix:text attribute:flag wrapped:flag
SecurityScheme type!basic|apiKey|oauth2 description:text name:text in:query|header
  flow:implicit|password|application|accessCode authorizationUrl:text tokenUrl:text scopes:{text}
Schema title:text description:text multipleOf:number maximum:number exclusiveMaximum:flag minimum:number
  exclusiveMinimum:flag maxLength:natural minLength:natural pattern:text maxItems:natural minItems:natural
  uniqueItems:flag maxProperties:natural minProperties:natural required:[text] enum:[any] type:filetypes format:text
  default:any items:Schema|[Schema] allOf:[Schema] properties:{Schema} additionalProperties:Schema|flag
  discriminator:text readOnly:flag xml:XML externalDocs:ExternalDocumentation example:any
"""
