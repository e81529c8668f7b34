from scrapli.driver import GenericDriver, AsyncGenericDriver
