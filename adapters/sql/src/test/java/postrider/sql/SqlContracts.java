package postrider.sql;

import org.junit.jupiter.api.Nested;
import postrider.audience.RecipientLists;
import postrider.audience.SoftBounces;
import postrider.audience.Suppressions;
import postrider.desk.ApiKeys;
import postrider.desk.Idempotency;
import postrider.testkit.contract.ApiKeysContract;
import postrider.testkit.contract.CatalogContract;
import postrider.testkit.contract.IdempotencyContract;
import postrider.testkit.contract.MessageStoreContract;
import postrider.testkit.contract.RecipientListsContract;
import postrider.testkit.contract.ShardQueueContract;
import postrider.testkit.contract.SoftBouncesContract;
import postrider.testkit.contract.SuppressionsContract;

/// What every port promises, on one engine.
abstract class SqlContracts {
    abstract SqlPorts opened();

    @Nested
    class MessageStoreTest implements MessageStoreContract {
        @Override
        public StorePorts ports() {
            return new StorePorts(opened().messages(), opened().reader());
        }
    }

    @Nested
    class ShardQueueTest implements ShardQueueContract {
        @Override
        public QueuePorts ports() {
            return new QueuePorts(opened().queue(), opened().intake());
        }
    }

    @Nested
    class CatalogTest implements CatalogContract {
        @Override
        public CatalogPorts ports() {
            return new CatalogPorts(
                    opened().campaigns(),
                    opened().templates(),
                    opened().routes(),
                    opened().routeStates(),
                    opened().queue(),
                    opened().intake());
        }
    }

    @Nested
    class RecipientListsTest implements RecipientListsContract {
        @Override
        public RecipientLists lists() {
            return opened().lists();
        }
    }

    @Nested
    class SuppressionsTest implements SuppressionsContract {
        @Override
        public Suppressions suppressions() {
            return opened().suppressions();
        }
    }

    @Nested
    class SoftBouncesTest implements SoftBouncesContract {
        @Override
        public SoftBounces softBounces() {
            return opened().softBounces();
        }
    }

    @Nested
    class ApiKeysTest implements ApiKeysContract {
        @Override
        public ApiKeys keys() {
            return opened().apiKeys();
        }
    }

    @Nested
    class IdempotencyTest implements IdempotencyContract {
        @Override
        public Idempotency idempotency() {
            return opened().idempotency();
        }
    }
}
