package postrider.testkit.contract;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import postrider.audience.MemoryRecipientLists;
import postrider.audience.MemorySoftBounces;
import postrider.audience.MemorySuppressions;
import postrider.audience.RecipientLists;
import postrider.audience.SoftBounces;
import postrider.audience.Suppressions;
import postrider.campaign.MemoryCampaigns;
import postrider.campaign.MemoryTemplates;
import postrider.delivery.GcraThrottle;
import postrider.delivery.MemoryRouteStates;
import postrider.delivery.MemoryRoutes;
import postrider.delivery.Throttle;
import postrider.desk.ApiKeys;
import postrider.desk.Idempotency;
import postrider.desk.MemoryApiKeys;
import postrider.desk.MemoryIdempotency;
import postrider.message.MemoryMessageStore;
import postrider.queue.MemoryShardQueue;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;

/// The in-memory ports keep what their ports promise.
class MemoryPortsTest {
    @Nested
    class MessageStoreTest implements MessageStoreContract {
        @Override
        public StorePorts ports() {
            var store = new MemoryMessageStore();
            return new StorePorts(store, store);
        }
    }

    @Nested
    class ShardQueueTest implements ShardQueueContract {
        @Override
        public QueuePorts ports() {
            var queue = new MemoryShardQueue();
            return new QueuePorts(queue, queue);
        }
    }

    @Nested
    class CatalogTest implements CatalogContract {
        @Override
        public CatalogPorts ports() {
            var queue = new MemoryShardQueue();
            return new CatalogPorts(
                    new MemoryCampaigns(queue::isWoundUp),
                    new MemoryTemplates(),
                    new MemoryRoutes(),
                    new MemoryRouteStates(),
                    queue,
                    queue);
        }
    }

    @Nested
    class RecipientListsTest implements RecipientListsContract {
        @Override
        public RecipientLists lists() {
            return new MemoryRecipientLists();
        }
    }

    @Nested
    class SuppressionsTest implements SuppressionsContract {
        @Override
        public Suppressions suppressions() {
            return new MemorySuppressions();
        }
    }

    @Nested
    class SoftBouncesTest implements SoftBouncesContract {
        @Override
        public SoftBounces softBounces() {
            return new MemorySoftBounces();
        }
    }

    @Nested
    class KeyVaultTest implements KeyVaultContract {
        @Override
        public Supplier<KeyVault> freshKeys() {
            var random = new SecureRandom();
            var master = MasterKeyVault.fresh(random).newKey();
            return () -> new MasterKeyVault(master, random);
        }
    }

    @Nested
    class ThrottleTest implements ThrottleContract {
        @Override
        public Throttle throttle() {
            return new GcraThrottle();
        }
    }

    @Nested
    class ApiKeysTest implements ApiKeysContract {
        @Override
        public ApiKeys keys() {
            return new MemoryApiKeys();
        }
    }

    @Nested
    class IdempotencyTest implements IdempotencyContract {
        @Override
        public Idempotency idempotency() {
            return new MemoryIdempotency();
        }
    }
}
