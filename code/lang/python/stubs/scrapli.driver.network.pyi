from scrapli.driver import NetworkDriver, AsyncNetworkDriver
